using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.Budget;

public class BudgetPageTests : ConsoleContext
{
    [Fact]
    public void Without_a_cluster_an_example_shows_every_component_with_its_rule()
    {
        var page = Render<BudgetPage>();

        var map = page.Find("[aria-label='Memory map']").TextContent;
        map.ShouldContain("Managed");
        map.ShouldContain("0.4 × total Flink memory");
        map.ShouldContain("-Xmx536870902");
    }

    [Fact]
    public void What_Flink_refuses_is_refused_in_its_words_with_the_keys_to_blame()
    {
        var page = Render<BudgetPage>();

        page.Find("textarea").Change("taskmanager.memory.process.size: 600m\ntaskmanager.memory.managed.size: 500m");

        var refused = page.Find("[aria-label=Refused]").TextContent;
        refused.ShouldContain("IllegalConfigurationException");
        refused.ShouldContain("taskmanager.memory.managed.size");
    }

    [Theory]
    [InlineData("a: &a [*a, *a]\n\ttaskmanager: x")]
    [InlineData("{{{{")]
    [InlineData("")]
    public void What_cannot_be_read_ends_in_a_sentence(string text)
    {
        var page = Render<BudgetPage>();

        page.Find("textarea").Change(text);

        page.Markup.ShouldNotBeEmpty();
        page.FindAll("[role=alert], [aria-label='Memory map']").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_wish_is_answered_with_changes_that_can_be_copied_and_with_what_they_give()
    {
        var page = Render<BudgetPage>();

        page.Find("[aria-label='What if'] input[type=text]").Change("512m");

        var whatIf = page.Find("[aria-label='What if']").TextContent;
        whatIf.ShouldContain("taskmanager.memory.process.size: 2240m");
        whatIf.ShouldContain("+512 MiB");
    }

    [Fact]
    public void A_wish_that_cannot_be_is_answered_with_the_reason()
    {
        var page = Render<BudgetPage>();
        page.Find("[aria-label='What if'] select").Change("fit");

        page.Find("[aria-label='What if'] input[type=text]").Change("100m");

        page.Find("[aria-label='What if']").TextContent.ShouldContain("Not possible.");
    }

    [Fact]
    public void An_amount_that_is_none_is_said_to_be_none()
    {
        var page = Render<BudgetPage>();

        page.Find("[aria-label='What if'] input[type=text]").Change("much");

        page.Find("[aria-label='What if'] [role=alert]").TextContent.ShouldContain("how much more");
    }

    [Fact]
    public void Every_wish_of_the_page_changes_nothing_that_was_not_wished_for()
    {
        var reading = BudgetReading.Of("taskmanager.memory.process.size: 4g", legacy: false, FlinkVersion.Newest, ofJobManager: false);
        foreach (var wish in BudgetWish.OfTaskManager)
        {
            var (asked, problem) = wish.Read(wish.Example, inside: false, reading.Budget!.TotalProcess);

            problem.ShouldBeNull();
            reading.Wish(asked!, FlinkVersion.Newest).ShouldBeOfType<CureAnswer.Reached>(wish.Id);
        }
    }
}
