using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>Plans as Flink's REST API answers them, and what is none.</summary>
public class JobPlanReaderTests
{
    private const string Plan = """
        {"plan":{"jid":"1","name":"orders","type":"STREAMING","nodes":[
          {"id":"b","parallelism":2,"description":"count<br/>+- Sink: out<br/>","inputs":[{"num":0,"id":"a","ship_strategy":"HASH[user]","exchange":"pipelined_bounded"}]},
          {"id":"a","parallelism":3,"description":"Source: clicks<br/>"}]}
        """;

    [Fact]
    public void A_plan_is_read_with_its_names_and_exchanges()
    {
        var read = JobPlanReader.Read(Plan + "}").ShouldBeOfType<JobPlanReading.Read>();

        read.Name.ShouldBe("orders");
        read.Graph.Vertices.Select(vertex => (vertex.Name, vertex.Parallelism)).ShouldBe([("count -> Sink: out", 2), ("Source: clicks", 3)]);
        read.Graph.Edges.ShouldBe([new JobEdge(1, 0, ShipStrategy.Hash, ExchangeType.PipelinedBounded)]);
        read.Placement.ShouldBeNull();
        read.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_that_is_not_whole_is_said() =>
        JobPlanReader.Read(Plan + ",\"pending-operators\":2}").ShouldBeOfType<JobPlanReading.Read>().Warnings.ShouldHaveSingleItem().ShouldStartWith("2 operators are not in the plan yet");

    [Fact]
    public void Vertices_tell_where_their_subtasks_run()
    {
        var read = JobPlanReader.Read(Plan + """
            ,"vertices":[{"id":"a","maxParallelism":128,"slotSharingGroupId":"g","subtasks":[{"subtask":1,"taskmanager-id":"y"},{"subtask":0,"taskmanager-id":"x"},{"subtask":2,"taskmanager-id":"x"}]},
            {"id":"b","subtasks":[{"subtask":0,"taskmanager-id":"y"},{"subtask":1,"taskmanager-id":"y"}]}]}
            """).ShouldBeOfType<JobPlanReading.Read>();

        var placement = read.Placement.ShouldNotBeNull();
        placement.Subtasks[1].Select(index => placement.TaskManagers[index]).ShouldBe(["x", "y", "x"]);
        (read.Graph.Vertices[1].MaxParallelism, read.Graph.Vertices[1].SlotSharingGroup).ShouldBe((128, "g"));
    }

    [Fact]
    public void A_strategy_that_nobody_knows_counts_as_all_to_all_and_is_said()
    {
        var read = JobPlanReader.Read(Plan.Replace("HASH[user]", "MOON", StringComparison.Ordinal) + "}").ShouldBeOfType<JobPlanReading.Read>();

        read.Graph.Edges[0].Strategy.ShouldBe(ShipStrategy.Unknown);
        read.Warnings.ShouldHaveSingleItem().ShouldContain("MOON");
    }

    [Fact]
    public void A_description_is_HTML() =>
        JobPlanReader.Read("""{"nodes":[{"id":"a","parallelism":1,"description":"map -&gt; &quot;x&quot;<br/>+- a &amp;lt; b<br/>"}]}""").ShouldBeOfType<JobPlanReading.Read>().Graph.Vertices[0].Name.ShouldBe("map -> \"x\" -> a &lt; b");

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[1,2]", "'nodes' is missing")]
    [InlineData("""{"errors":["Job not found"]}""", "'nodes' is missing")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":-1}]}""", "not decided yet")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":2000000000}]}""", "32768")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":1e400}]}""", "no whole number")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":1},{"id":"a","parallelism":1}]}""", "comes twice")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":1,"inputs":[{"id":"z","ship_strategy":"HASH","exchange":"blocking"}]}]}""", "no node of the plan")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":1,"inputs":[{"id":"a","ship_strategy":"HASH","exchange":"slow"}]}]}""", "'slow'")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":2}],"subtaskTaskManagers":{"a":["x"]}}""", "2 subtasks")]
    [InlineData("""{"nodes":[],"nodes":[]}""", "no JSON")]
    [InlineData("""{"nodes":[{"id":"\ud800","parallelism":1}]}""", "")]
    public void What_is_no_plan_is_refused_in_words(string text, string words) => JobPlanReader.Read(text).ShouldBeOfType<JobPlanReading.Unreadable>().Error.ShouldContain(words);

    [Theory]
    [InlineData("blocking", true)]
    [InlineData("pipelined_bounded", false)]
    public void Groups_of_a_batch_job_follow_one_another_in_the_same_slots(string exchange, bool isRead)
    {
        var nodes = string.Join(",", Enumerable.Range(0, 120).Select(number => $$"""{"id":"v{{number}}","parallelism":1000{{(number == 0 ? "" : $$""","inputs":[{"id":"v{{number - 1}}","ship_strategy":"RESCALE","exchange":"{{exchange}}"}]""")}}}"""));
        var vertices = string.Join(",", Enumerable.Range(0, 120).Select(number => $$"""{"id":"v{{number}}","name":"v","parallelism":1000,"slotSharingGroupId":"g{{number}}"}"""));

        var reading = JobPlanReader.Read($$"""{"plan":{"nodes":[{{nodes}}]},"vertices":[{{vertices}}]}""");

        (reading is JobPlanReading.Read).ShouldBe(isRead, (reading as JobPlanReading.Unreadable)?.Error);
    }

    [Fact]
    public void Nesting_without_end_is_refused() => JobPlanReader.Read(new string('[', 100_000)).ShouldBeOfType<JobPlanReading.Unreadable>();
}
