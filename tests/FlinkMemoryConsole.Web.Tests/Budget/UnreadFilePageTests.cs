using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlinkMemoryConsole.Web.Tests.Budget;

/// <summary>The page of a text that stands in a file which the version does not read.</summary>
public class UnreadFilePageTests : ConsoleContext
{
    private const string Flat = "taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n";
    private const string Nested = "taskmanager:\n  memory.process.size: 1728m\n";

    protected override WatchedCluster? Watched => null;

    [Theory]
    [InlineData("?form=flink-conf&version=2.3", Flat, "Flink 2.3 reads config.yaml and no flink-conf.yaml")]
    [InlineData("?form=flink-conf&version=2.0&process=jobmanager", Flat, "Flink 2.0 reads config.yaml and no flink-conf.yaml")]
    [InlineData("?version=1.18", "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    taskmanager.memory.process.size: 2g\n", "Flink 1.18 reads flink-conf.yaml and no config.yaml")]
    public void Is_not_called_valid(string query, string text, string words)
    {
        var page = Open(query, text);

        page.Find(".verdict.critical").TextContent.ShouldContain(words);
        page.FindAll(".verdict").Select(verdict => verdict.TextContent).ShouldNotContain(verdict => verdict.Contains("✓ Valid", StringComparison.Ordinal));
        page.Find("[aria-label='Findings on the configuration'] .findings").TextContent.ShouldContain(words);
    }

    [Theory]
    [InlineData(Flat)]
    [InlineData(Nested)]
    public void Is_valid_with_a_warning_where_nothing_names_the_file(string text)
    {
        var page = Open("?version=1.18", text);

        page.Find(".verdict").TextContent.ShouldContain("Tasks get 384 MiB of heap in a process of 1.69 GiB.");
        page.Find("[aria-label='Findings on the configuration'] .findings").TextContent.ShouldContain("Flink 1.18 reads flink-conf.yaml and no config.yaml");
        page.Find(".budget-head").TextContent.ShouldNotContain("the text is for");
        page.Find("#configuration-said a").GetAttribute("href").ShouldNotBeNull().ShouldContain("form=flink-conf");
    }

    [Theory]
    [InlineData("?form=flink-conf&version=1.18")]
    [InlineData("?form=flink-conf&version=1.20")]
    [InlineData("?form=flink-conf")]
    [InlineData("?version=1.19")]
    [InlineData("?version=2.3")]
    [InlineData("")]
    public void Is_not_spoken_of_where_the_version_reads_it(string query) =>
        Open(query, Flat).Find("[aria-label='Findings on the configuration']").TextContent.ShouldNotContain("reads ");

    [Fact]
    public void A_copy_that_the_console_wrote_for_the_version_needs_no_warning()
    {
        var page = Open("?version=1.18&wish=task-heap&size=100m", Flat);

        page.FindAll("button").Single(button => button.TextContent is "Go on with the changed configuration").Click();

        page.WaitForAssertion(() => page.Find(".verdict").TextContent.ShouldContain("Tasks get 484 MiB of heap"));
        page.Find("[aria-label='Findings on the configuration']").TextContent.ShouldNotContain("reads ");
    }

    private IRenderedComponent<BudgetPage> Open(string query, string text)
    {
        Services.GetRequiredService<BudgetDraft>().Text = text;
        Navigation.NavigateTo($"/budget{query}");
        return Render<BudgetPage>();
    }
}
