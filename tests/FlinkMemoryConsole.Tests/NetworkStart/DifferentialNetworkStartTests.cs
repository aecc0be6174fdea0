using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.NetworkStart;

/// <summary>Freshly drawn network options: the network of a real Flink starts with them exactly where we say so, and its first complaint is ours.</summary>
public class DifferentialNetworkStartTests(ITestOutputHelper output)
{
    private const int ValuesOfEach = 6;
    private const int Combinations = 500;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task The_network_of_a_task_manager_starts_where_we_say_so(string version)
    {
        var home = await FlinkHome.RequireAsync(version, TestContext.Current.CancellationToken);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("NETWORK_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed} (NETWORK_SEED={seed} draws the same again)");
        var cases = new DrawnNetworkOptions(seed).Next(ValuesOfEach, Combinations).ToList();

        var answers = await AskFlinkAsync(home, cases);

        var compared = cases.Zip(answers, (asked, flink) => (Asked: asked, Flink: flink, Ours: Ours(asked, FlinkVersion.Parse(home.Version)!.Value))).ToList();
        compared.Where(one => !Agree(one.Flink, one.Ours))
            .Select(one => $"{JsonSerializer.Serialize(one.Asked)}\n  Flink: {one.Flink ?? "starts"}\n  ours:  {one.Ours ?? "starts"}")
            .ShouldBeEmpty($"seed {seed}, Flink {home.Version}");
        compared.Count.ShouldBeGreaterThan(Combinations);
        compared.Count(one => one.Flink is null).ShouldBeInRange(compared.Count / 10, compared.Count * 9 / 10, "too few of the drawn options start, or are refused");
    }

    /// <summary>Flink names the exception's class, we do where there is no more to say.</summary>
    private static bool Agree(string? flink, string? ours) => string.Equals(flink, ours, StringComparison.Ordinal) || (ours is not null && flink?.EndsWith($": {ours}", StringComparison.Ordinal) is true);

    private static async Task<IEnumerable<string?>> AskFlinkAsync(FlinkHome home, List<Dictionary<string, string>> cases)
    {
        var lines = await FlinkJava.AnswerAsync(home, Path.Combine(AppContext.BaseDirectory, "NetworkStart", "java"), "FlinkNetworkStarts", cases.Select(one => JsonSerializer.Serialize(one)), TestContext.Current.CancellationToken);
        return lines.Select(line => JsonNode.Parse(line)!).Select(answer => answer["class"] is { } name ? (answer["message"] is { } message ? $"{name}: {message}" : $"{name}") : null);
    }

    private static string? Ours(Dictionary<string, string> options, FlinkVersion version)
    {
        var configuration = FlinkConfiguration.From(options);
        return TaskManagerBudgets.Derive(configuration, version) switch
        {
            BudgetAnswer<TaskManagerBudget>.Refused refused => refused.Prefix + refused.Message,
            BudgetAnswer<TaskManagerBudget>.Valid valid => Core.Network.NetworkStart.FaultOf(configuration, version, valid.Budget)?.Message,
            _ => throw new InvalidOperationException("No such answer."),
        };
    }
}
