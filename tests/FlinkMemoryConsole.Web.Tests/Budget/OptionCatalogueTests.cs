using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.Budget;

/// <summary>What the catalogue of options says of a configuration.</summary>
public class OptionCatalogueTests : ConsoleContext
{
    [Fact]
    public void It_is_drawn_when_it_is_opened() => Catalogue("2.3", open: false).FindAll("tr").ShouldBeEmpty();

    [Fact]
    public void An_option_has_its_value_its_default_its_older_names_and_a_link_to_the_version_that_is_meant()
    {
        var row = Row(Catalogue("1.20"), "taskmanager.memory.managed.size");

        row.TextContent.ShouldContain("512m (taskmanager.memory.size)");
        row.TextContent.ShouldContain("before: taskmanager.memory.size");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe("https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/config/#taskmanager-memory-managed-size");
        Row(Catalogue("1.20"), "taskmanager.memory.network.max").TextContent.ShouldContain("no limit");
    }

    [Fact]
    public void An_option_that_the_version_does_not_know_is_there_only_where_it_is_set()
    {
        Keys(Catalogue("1.20")).ShouldNotContain("taskmanager.memory.starting-segment-size");
        Keys(Catalogue("2.3")).ShouldContain("taskmanager.memory.starting-segment-size");
        Row(Catalogue("2.3"), "taskmanager.network.memory.buffers-per-channel").TextContent.ShouldContain("to 1.20: ignored");
    }

    [Fact]
    public void The_JobManagers_are_its_own() => Keys(Catalogue("2.3", isJobManager: true)).ShouldAllBe(key => key.StartsWith("jobmanager.", StringComparison.Ordinal));

    private IRenderedComponent<OptionCatalogue> Catalogue(string version, bool open = true, bool isJobManager = false)
    {
        var catalogue = Render<OptionCatalogue>(parameters => parameters
            .Add(card => card.Configuration, FlinkConfiguration.From(new Dictionary<string, string> { ["taskmanager.memory.size"] = "512m", ["taskmanager.network.memory.buffers-per-channel"] = "3" }))
            .Add(card => card.Version, FlinkVersion.Parse(version)!.Value)
            .Add(card => card.IsJobManager, isJobManager));
        if (open)
        {
            catalogue.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        }

        return catalogue;
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<OptionCatalogue> catalogue, string key) => catalogue.FindAll("tbody tr").Single(row => row.QuerySelector("code")!.TextContent.Trim() is { } name && string.Equals(name, key, StringComparison.Ordinal));

    private static IEnumerable<string> Keys(IRenderedComponent<OptionCatalogue> catalogue) => catalogue.FindAll("tbody code").Select(key => key.TextContent.Trim());
}
