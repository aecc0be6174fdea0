using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>What is said of a key - known, an old name, ignored - is what the classes of a real Flink declare.</summary>
public class DifferentialOptionsTests
{
    private static readonly string[] Catalogued = [.. FlinkOptions.All.SelectMany(option => option.DeprecatedKeys.Select(deprecated => deprecated.Key).Prepend(option.Key)).Distinct(StringComparer.Ordinal)];

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task Every_key_of_the_catalogue_is_read_as_Flink_reads_it(string version)
    {
        var home = await FlinkHome.RequireAsync(version, TestContext.Current.CancellationToken);
        var declared = await DeclaredAsync(home);
        var release = FlinkVersion.Parse(home.Version)!.Value;

        Catalogued.Select(key => Differences(key, release, declared)).Where(difference => difference is not null).ShouldBeEmpty();
        declared.Keys.Where(key => key.StartsWith("taskmanager.memory.", StringComparison.Ordinal) || key.StartsWith("jobmanager.memory.", StringComparison.Ordinal))
            .Where(key => FlinkOptions.Find(key)?.IsKnownIn(release) is not true).ShouldBeEmpty("Keys of Flink that would be called unknown");
    }

    private static string? Differences(string key, FlinkVersion release, Dictionary<string, string[]> declared)
    {
        var flink = Said(declared.Where(option => option.Value.Contains(key, StringComparer.Ordinal)).Select(option => option.Key), declared.ContainsKey(key));
        var ours = Said(FlinkOptions.ReadAs(key, release).Select(option => option.Key), FlinkOptions.Find(key)?.IsKnownIn(release) is true);
        return string.Equals(flink, ours, StringComparison.Ordinal) ? null : $"{key}: Flink {flink}, ours {ours}";
    }

    /// <summary>An old name may be declared still.</summary>
    private static string Said(IEnumerable<string> readAs, bool isDeclared) =>
        string.Join(' ', readAs.Order(StringComparer.Ordinal)) is { Length: > 0 } options ? $"reads it as {options}" : isDeclared ? "knows it" : "ignores it";

    private static async Task<Dictionary<string, string[]>> DeclaredAsync(FlinkHome home)
    {
        var printed = await FlinkJava.RunAsync(home, Path.Combine(AppContext.BaseDirectory, "Configuration", "java"), "FlinkDeclaredOptions", [], TestContext.Current.CancellationToken);
        var options = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToLookup(fields => fields[0], fields => fields[1..], StringComparer.Ordinal);
        options.Count.ShouldBeGreaterThan(500);
        return options.ToDictionary(option => option.Key, option => option.SelectMany(keys => keys).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }
}
