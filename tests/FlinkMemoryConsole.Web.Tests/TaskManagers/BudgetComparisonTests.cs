using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.TaskManagers.Configuration;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

public class BudgetComparisonTests
{
    private static readonly TaskManagerEvidence Reporting = new EvidenceBuilder().WithTaskManager("tm-1").Evidence().TaskManagers[0];

    [Fact]
    public void Shows_where_each_value_comes_from_and_marks_what_the_process_reports_otherwise()
    {
        var comparison = Compare(("taskmanager.memory.process.size", "1728m"), ("taskmanager.memory.jvm-metaspace.size", "256m"), ("parallelism.default", "4"));

        var rows = comparison.Rows.ToDictionary(row => row.Name);
        (rows["JVM metaspace"].Kind, rows["JVM metaspace"].Differs).ShouldBe(("given", false));
        (rows["JVM overhead"].Kind, rows["JVM overhead"].Differs).ShouldBe(("clamped to minimum", true));
        rows["Managed"].Kind.ShouldBe("fraction");
        rows["Task heap"].Kind.ShouldBe("rest");
        comparison.Differs.ShouldBeTrue();
        comparison.Options.Select(option => option.Key).ShouldBe(["taskmanager.memory.jvm-metaspace.size", "taskmanager.memory.process.size"]);
    }

    [Fact]
    public void A_configuration_that_flink_refuses_is_said_in_its_words_and_the_reported_values_stay()
    {
        var comparison = Compare(("taskmanager.memory.process.size", "100m"));

        comparison.Refusal!.ShouldContain("IllegalConfigurationException");
        comparison.Rows.ShouldAllBe(row => row.Derived == null && row.Reported != null && !row.Differs);
    }

    [Fact]
    public void Without_flinks_version_nothing_is_derived() =>
        BudgetComparison.Of(Reporting, new EvidenceBuilder().Evidence() with { FlinkVersion = null }).Refusal!.ShouldContain("version is not known");

    private static BudgetComparison Compare(params (string Key, string Value)[] options) => BudgetComparison.Of(
        Reporting,
        new EvidenceBuilder().Evidence() with { Configuration = FlinkConfiguration.From(options.Select(option => KeyValuePair.Create(option.Key, option.Value))) });
}
