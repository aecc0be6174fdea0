using FlinkMemoryConsole.Web.Components.Findings;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Findings;

public class EvidenceLinksTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PageLinks Links = new("orders", TimeRange.Default);

    [Theory]
    [InlineData("GET /taskmanagers/tm-1/metrics?get=Status.JVM.Memory.Heap.Used", "/orders/taskmanagers/tm-1?panel=heap")]
    [InlineData("/taskmanagers/tm-1/metrics?get=Status.JVM.GarbageCollector.G1_Old_Generation.Time", "/orders/taskmanagers/tm-1?panel=gc")]
    [InlineData("/taskmanagers/tm-1/metrics?get=Status.JVM.Memory.Metaspace.Used", "/orders/taskmanagers/tm-1?panel=metaspace")]
    [InlineData("/taskmanagers/tm-1/metrics?get=Status.Shuffle.Netty.UsedMemorySegments", "/orders/taskmanagers/tm-1?panel=network")]
    [InlineData("/taskmanagers/10.0.0.7:6122-ab12cd/log:812", "/orders/taskmanagers/10.0.0.7%3A6122-ab12cd?tab=logs&line=812")]
    [InlineData("/taskmanagers/tm-1/logs/taskmanager.log:7", "/orders/taskmanagers/tm-1?tab=logs&line=7")]
    [InlineData("/taskmanagers/tm-1/stdout", "/orders/taskmanagers/tm-1?tab=logs&file=stdout")]
    [InlineData("/taskmanagers/tm-1/thread-dump", "/orders/taskmanagers/tm-1?tab=threads")]
    [InlineData("GET /jobmanager/metrics?get=Status.JVM.Memory.Metaspace.Used", "/orders/jobmanager?panel=metaspace")]
    [InlineData("/jobmanager/log:31", "/orders/jobmanager?tab=logs&line=31")]
    [InlineData("/jobmanager/config", "/orders/jobmanager?tab=configuration")]
    [InlineData("/jobs/71c060ced255d0d213f9c6035aa12fb5/exceptions", "/orders/jobs/71c060ced255d0d213f9c6035aa12fb5")]
    [InlineData("/jobs/71c060ced255d0d213f9c6035aa12fb5/vertices/9dd63673dd41ea021b896d5203f3ba7c/metrics", "/orders/jobs/71c060ced255d0d213f9c6035aa12fb5?operator=9dd63673dd41ea021b896d5203f3ba7c")]
    [InlineData("/taskmanagers/tm-1", "/orders/taskmanagers/tm-1?panel=heap")]
    public void Leads_to_the_panel_or_the_line(string source, string expected) => EvidenceLinks.To(Links, source).ShouldBe(expected);

    [Fact]
    public void Where_the_source_names_no_metric_the_words_decide() =>
        EvidenceLinks.To(Links, "/taskmanagers/tm-1/metrics", what: "share of time in collection pauses").ShouldBe("/orders/taskmanagers/tm-1?panel=gc");

    [Theory]
    [InlineData("/jobs/ab/exceptions")]
    [InlineData("/taskmanagers")]
    [InlineData("what the log said")]
    [InlineData(null)]
    public void What_no_page_shows_has_no_link(string? source) => EvidenceLinks.To(Links, source).ShouldBeNull();

    [Fact]
    public void The_range_is_the_time_of_the_fact_with_what_came_before() =>
        EvidenceLinks.To(Links, "/taskmanagers/tm-1/metrics?get=Status.JVM.Memory.Heap.Used", At, At.AddMinutes(20))
            .ShouldBe("/orders/taskmanagers/tm-1?from=2026-01-01T11:55:00Z&to=2026-01-01T12:21:00Z&panel=heap");
}
