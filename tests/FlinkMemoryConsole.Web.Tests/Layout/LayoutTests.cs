using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Layout;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.Layout;

public class LayoutTests : ConsoleContext
{
    [Fact]
    public void Every_page_has_its_link_with_the_cluster_and_the_range()
    {
        Navigation.NavigateTo("/orders?range=15m");

        var rail = Render<MainLayout>().FindAll("nav.rail a:not(.mark)");

        rail[0].GetAttribute("href").ShouldBe("/orders?range=15m");
        rail[0].GetAttribute("aria-current").ShouldBe("page");
        rail.Select(link => link.GetAttribute("data-key")).ShouldBeUnique();
    }

    [Fact]
    public void A_cluster_that_is_not_watched_is_answered_with_those_that_are()
    {
        Navigation.NavigateTo("/elsewhere");

        var layout = Render<MainLayout>();

        layout.Find("h1").TextContent.ShouldContain("elsewhere");
        layout.Find("main ul a").GetAttribute("href").ShouldBe("/orders");
    }

    [Fact]
    public void Stale_data_says_its_age_and_why_and_recovers_by_itself()
    {
        Navigation.NavigateTo("/orders");
        var layout = Render<MainLayout>();

        Orders.Feed.Publish(new EvidenceBuilder().Snapshot(new ClusterConnection(ConnectionState.Stale, Clock.GetUtcNow().AddSeconds(-45), "the JobManager does not answer", TimeSpan.FromSeconds(10))));
        layout.WaitForAssertion(() => layout.Find(".banner").TextContent.ShouldContain("45 s ago"));
        layout.Find(".banner").TextContent.ShouldContain("the JobManager does not answer");
        layout.Find(".live").TextContent.ShouldContain("stale");

        Clock.Advance(TimeSpan.FromSeconds(1));
        Publish(cluster => cluster.WithTaskManager("tm-1"));
        layout.WaitForAssertion(() => layout.FindAll(".banner").ShouldBeEmpty());
        layout.Find(".live").TextContent.ShouldContain("live");
    }

    [Fact]
    public void A_recording_has_a_tape_deck_that_plays_seeks_and_goes_to_the_edge()
    {
        FakeRecordingTransport deck = new();
        Directory.Open("incident", deck);
        Navigation.NavigateTo("/incident");
        var layout = Render<MainLayout>();

        layout.Find("[aria-label='Play the recording']").Click();
        deck.IsPlaying.ShouldBeTrue();

        layout.Find("input[type=range]").Change("90");
        deck.Position.ShouldBe(TimeSpan.FromSeconds(90));

        layout.Find("select[aria-label=Speed]").Change("60");
        deck.Speed.ShouldBe(60);

        layout.FindAll("button").First(button => button.TextContent is "Live edge").Click();
        deck.Position.ShouldBe(deck.Duration);
    }

    [Fact]
    public void A_live_cluster_has_no_tape_deck()
    {
        Navigation.NavigateTo("/orders");

        Render<MainLayout>().FindAll(".transport").ShouldBeEmpty();
    }
}
