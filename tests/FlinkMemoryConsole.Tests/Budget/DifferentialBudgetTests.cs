using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.Budget;

/// <summary>Freshly drawn configurations, answered by the classes of a real Flink and by us: the model cannot drift from Flink.</summary>
public class DifferentialBudgetTests(ITestOutputHelper output)
{
    private const int Configurations = 600;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task Drawn_configurations_are_answered_as_Flinks_own_classes_answer_them(string version)
    {
        var home = await FlinkHome.RequireAsync(version, TestContext.Current.CancellationToken);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("BUDGET_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed} (BUDGET_SEED={seed} draws the same again)");
        DrawnConfigurations drawn = new(seed);
        var cases = Enumerable.Range(0, Configurations).Select(_ => drawn.NextIsTaskManager()).Select(taskManager => (TaskManager: taskManager, Options: drawn.Next(taskManager))).ToList();

        var answers = await AskFlinkAsync(home, cases);

        var differences = cases.Zip(answers, (asked, flink) => (Asked: asked, Flink: flink, Ours: Ours(asked.TaskManager, asked.Options, version)))
            .Where(compared => !JsonNode.DeepEquals(compared.Flink, compared.Ours))
            .Select(compared => $"{JsonSerializer.Serialize(compared.Asked.Options)}\n  Flink: {compared.Flink.ToJsonString()}\n  ours:  {compared.Ours.ToJsonString()}")
            .ToList();
        differences.ShouldBeEmpty($"seed {seed}, Flink {version}");
        answers.Count(answer => answer["bytes"] is not null).ShouldBeGreaterThan(Configurations / 10, "too few of the drawn configurations are valid");
    }

    private static async Task<List<JsonNode>> AskFlinkAsync(FlinkHome home, List<(bool TaskManager, Dictionary<string, string> Options)> cases)
    {
        var asked = cases.Select(one => JsonSerializer.Serialize(new { process = one.TaskManager ? "TM" : "JM", options = one.Options }));
        var answered = await FlinkJava.AnswerAsync(home, Path.Combine(AppContext.BaseDirectory, "Budget", "java"), "FlinkBudgets", asked, TestContext.Current.CancellationToken);
        return [.. answered.Select(line => JsonNode.Parse(line)!)];
    }

    private static JsonObject Ours(bool taskManager, Dictionary<string, string> options, string version)
    {
        var process = taskManager ? AskedProcess.TaskManager : AskedProcess.JobManager;
        var answer = ProcessAnswer.Derive(process, FlinkConfiguration.From(options), FlinkVersion.Parse(version)!.Value);
        return answer.Budget is { } budget
            ? new JsonObject { ["bytes"] = BudgetFields.Bytes(budget), ["jvm"] = budget.JvmFlags }
            : new JsonObject { ["class"] = answer.Refusal!.ExceptionClass, ["message"] = answer.Refusal.Prefix + answer.Refusal.Message };
    }
}
