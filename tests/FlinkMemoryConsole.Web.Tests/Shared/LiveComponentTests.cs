using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace FlinkMemoryConsole.Web.Tests.Shared;

public class LiveComponentTests : ConsoleContext
{
    private LiveView View => Services.GetRequiredService<LiveView>();

    [Fact]
    public void Shows_each_publication()
    {
        var probe = Render<Probe>();
        probe.Markup.ShouldBe("nothing");

        Publish(cluster => cluster.WithTaskManager("tm-1"));

        probe.WaitForAssertion(() => probe.Markup.ShouldBe("1"));
    }

    [Fact]
    public void Keeps_its_picture_while_paused_and_catches_up_afterwards()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));
        var probe = Render<Probe>();
        View.SetPaused(true);

        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2"));
        probe.Render();
        probe.Markup.ShouldBe("1");

        View.SetPaused(false);
        probe.WaitForAssertion(() => probe.Markup.ShouldBe("2"));
    }

    [Fact]
    public void Renders_nothing_while_its_tab_is_hidden()
    {
        var probe = Render<Probe>();
        View.SetHidden(true);
        var renderings = probe.RenderCount;

        Publish(cluster => cluster.WithTaskManager("tm-1"));

        probe.RenderCount.ShouldBe(renderings);
    }

    [Fact]
    public void A_burst_of_publications_ends_with_the_last_one_and_few_renderings()
    {
        var probe = Render<Probe>();
        var before = probe.RenderCount;
        for (var i = 1; i <= 50; i++)
        {
            Orders.Feed.Publish(Enumerable.Range(0, i).Aggregate(new EvidenceBuilder(), (builder, tm) => builder.WithTaskManager($"tm-{tm}")).Snapshot());
        }

        Clock.Advance(LiveView.ShortestPause);

        probe.WaitForAssertion(() => probe.Markup.ShouldBe("50"));
        (probe.RenderCount - before).ShouldBeLessThanOrEqualTo(3);
    }

    private sealed class Probe : LiveComponent
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, Snapshot?.Evidence.TaskManagers.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing");
    }
}
