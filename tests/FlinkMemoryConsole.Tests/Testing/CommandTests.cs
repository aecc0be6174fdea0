using System.Globalization;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.Testing;

/// <summary>Programs that tests run: one that hangs fails its test, and does not outlive it.</summary>
public class CommandTests
{
    /// <summary>So long that no other program on this machine sleeps for it.</summary>
    private readonly string _seconds = Random.Shared.Next(1_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_program_that_does_not_end_in_time_is_ended_and_named()
    {
        var failure = await Should.ThrowAsync<TimeoutException>(Command.RunAsync("sleep", [_seconds], TestContext.Current.CancellationToken, limit: TimeSpan.FromMilliseconds(100)));

        failure.Message.ShouldContain($"'sleep {_seconds}' had not ended");
        await Until.TrueAsync("it is gone", () => !Sleeps(), TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_program_that_nobody_waits_for_any_longer_is_ended()
    {
        using CancellationTokenSource end = new();
        var running = Command.RunAsync("sleep", [_seconds], end.Token);
        await Until.TrueAsync("it runs", Sleeps, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        await Until.TrueAsync("it is gone", () => !Sleeps(), TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private bool Sleeps() => Directory.EnumerateDirectories("/proc").Any(process => CommandLine(process).Contains($"sleep\0{_seconds}", StringComparison.Ordinal));

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
