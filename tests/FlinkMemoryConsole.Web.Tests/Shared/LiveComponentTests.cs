using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
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

    [Fact]
    public void What_fails_while_a_publication_is_taken_is_shown_by_the_page_around()
    {
        var boundary = Render<ErrorBoundary>(parameters => parameters.AddChildContent<Fragile>().Add(around => around.ErrorContent, failure => failure.Message));
        boundary.Markup.ShouldBe("well");

        Publish(cluster => cluster.WithTaskManager("tm-1"));

        boundary.WaitForAssertion(() => boundary.Markup.ShouldBe("no snapshot can be taken"));
    }

    [Fact]
    public void A_page_follows_its_address()
    {
        Navigation.NavigateTo("/orders/probe?one");
        var page = Render<PageProbe>();

        Navigation.NavigateTo("/orders/probe?two");

        page.WaitForAssertion(() => page.Markup.ShouldBe("?two"));
    }

    [Fact]
    public void A_page_that_is_left_takes_no_look_at_the_address_of_the_next()
    {
        Navigation.NavigateTo("/orders/probe?one");
        var page = Render<PageProbe>();
        var looks = page.Instance.Looks;

        Navigation.NavigateTo("/orders/other?two");

        (page.Instance.Looks, page.Markup).ShouldBe((looks, "?one"));
    }

    [Fact]
    public void What_fails_at_a_new_address_is_shown_by_the_page_around()
    {
        Navigation.NavigateTo("/orders/probe?one");
        var boundary = Render<ErrorBoundary>(parameters => parameters.AddChildContent<PageProbe>().Add(around => around.ErrorContent, failure => failure.Message));

        Navigation.NavigateTo("/orders/probe?bad");

        boundary.WaitForAssertion(() => boundary.Markup.ShouldBe("no such address"));
    }

    private sealed class Fragile : LiveComponent
    {
        protected override void OnSnapshot()
        {
            if (Snapshot is not null)
            {
                throw new InvalidOperationException("no snapshot can be taken");
            }
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "well");
    }

    private sealed class PageProbe : LivePage
    {
        private string _query = "";

        public int Looks { get; private set; }

        protected override void OnSnapshot()
        {
            Looks++;
            _query = new Uri(Navigation.Uri).Query;
            if (_query is "?bad")
            {
                throw new InvalidOperationException("no such address");
            }
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _query);
    }

    private sealed class Probe : LiveComponent
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, Snapshot?.Evidence.TaskManagers.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing");
    }
}
