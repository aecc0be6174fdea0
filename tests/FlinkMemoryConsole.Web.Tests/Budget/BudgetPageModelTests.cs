using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Web.Components.Budget;

namespace FlinkMemoryConsole.Web.Tests.Budget;

public class BudgetPageModelTests
{
    private static readonly FlinkVersion Version = new(1, 20);
    private static readonly FlinkConfiguration Plain = FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m").With("jobmanager.memory.process.size", "1600m");

    public static TheoryData<string, bool> Wishes => [.. WishKinds.OfTaskManager.Select(kind => (kind.Id, false)), .. WishKinds.OfJobManager.Select(kind => (kind.Id, true))];

    [Theory]
    [MemberData(nameof(Wishes))]
    public void Every_wish_is_answered_from_where_it_begins(string wish, bool isJobManager)
    {
        var model = BudgetPageModel.Of(Plain, Version, new() { Wish = wish, IsJobManager = isJobManager });

        model.WhatIf.ShouldNotBeNull().Answer.ShouldNotBeNull();
        model.WhatIf.Problem.ShouldBeNull();
    }

    [Fact]
    public void What_a_wish_promises_is_what_the_changed_configuration_gives()
    {
        var model = BudgetPageModel.Of(Plain, Version, new() { Wish = "task-heap", Size = "100m" });

        var reached = model.WhatIf!.Answer.ShouldBeOfType<CureAnswer.Reached>();
        var after = TaskManagerBudgets.Derive(model.With(reached), Version).BudgetOrNull.ShouldNotBeNull();
        after.TaskHeap.ShouldBe(((TaskManagerBudget)model.Budget!).TaskHeap + (100 << 20));
        after.TotalProcess.ShouldBe(model.Budget.TotalProcess);
    }

    [Fact]
    public void The_difference_shows_what_goes_and_what_comes()
    {
        var before = Plain.With("taskmanager.memory.managed.size", "512m").With("web.port", "1");

        var lines = OptionDiff.Of(before, [new("taskmanager.memory.managed.size", "512m", "256m"), new("taskmanager.memory.task.off-heap.size", null, "64m")]);

        lines.Select(line => $"{line.Sign} {line.Text}").ShouldBe(
        [
            "  jobmanager.memory.process.size: 1600m",
            "- taskmanager.memory.managed.size: 512m",
            "+ taskmanager.memory.managed.size: 256m",
            "  taskmanager.memory.process.size: 1728m",
            "+ taskmanager.memory.task.off-heap.size: 64m",
        ]);
    }

    [Fact]
    public void Surroundings_that_are_known_are_judged_and_those_that_cannot_be_read_are_named()
    {
        var model = BudgetPageModel.Of(Plain, Version, new() { Limit = "1g", Beside = "lots", Jars = "-3" });

        model.Findings.ShouldContain(finding => finding.Id == "container-limit");
        model.Unread.Length.ShouldBe(2);
        model.Unread[0].ShouldContain("“lots”");
    }

    [Fact]
    public void A_text_is_read_in_the_form_that_it_has()
    {
        PastedConfiguration.Read("-Dtaskmanager.memory.process.size=2g", new()).Form.ShouldBe("-D flags");
        PastedConfiguration.Read("taskmanager.memory.process.size: 2g", new()).Form.ShouldBe("config.yaml");
        PastedConfiguration.Read("taskmanager.memory.process.size: 2g", new() { IsFlinkConf = true }).Version.ShouldBe(FlinkReleases.LastWithFlinkConf);
        PastedConfiguration.Read("taskmanager.memory.process.size: 2g", new() { Version = FlinkVersion.Oldest }).Form.ShouldBe("flink-conf.yaml");
    }

    [Theory]
    [InlineData("a:\n\t- b: c", "line")]
    [InlineData("a: \0", "NUL")]
    public void A_hostile_text_is_an_error_with_its_place(string text, string said) =>
        PastedConfiguration.Read(text, new()).Error.ShouldNotBeNull().ShouldContain(said);

    [Fact]
    public void A_bomb_of_aliases_is_an_error()
    {
        var bomb = string.Concat(Enumerable.Range(1, 11).Select(i => $"a{i}: &a{i} {{k: *a{i - 1}, l: *a{i - 1}, m: *a{i - 1}, n: *a{i - 1}, o: *a{i - 1}, p: *a{i - 1}}}\n"));

        PastedConfiguration.Read("a0: &a0 {k: 1, l: 2}\n" + bomb, new()).Error.ShouldNotBeNull().ShouldContain("aliases");
    }

    [Fact]
    public void A_text_larger_than_any_configuration_is_an_error() =>
        PastedConfiguration.Read(new string('a', 10 << 20), new()).Error.ShouldNotBeNull().ShouldContain("1 MiB");
}
