using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Budget;

/// <summary>Configurations with the answers of Flink's own classes: every byte, every JVM flag, every refusal.</summary>
public class GoldenBudgetTests
{
    [Fact]
    public void Every_recorded_answer_of_Flink_is_ours_too()
    {
        var recorded = Repository.Shared("reference", "memory-model-cases.jsonl");
        Assert.SkipWhen(recorded is null, "The 2,000 recorded cases lie in ../shared/reference, which is not here.");

        Differences(File.ReadLines(recorded)).ShouldBeEmpty();
    }

    [Fact]
    public void Representative_answers_of_Flink_are_ours_too() =>
        Differences(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Budget", "budget-cases.jsonl"))).ShouldBeEmpty();

    private static List<string> Differences(IEnumerable<string> lines) =>
        [.. lines.Select(line => (Flink: line, Ours: BudgetCases.Answer(line))).Where(pair => !string.Equals(pair.Ours.Answer, pair.Flink, StringComparison.Ordinal)).Select(pair => $"{pair.Flink}\n  ours: {pair.Ours}")];
}
