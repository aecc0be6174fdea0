using System.Diagnostics;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="TimeoutException">It did not come true in time; the message says what was waited for.</exception>
    public static Task TrueAsync(string what, Func<bool> condition, TimeSpan limit, CancellationToken cancellationToken = default) =>
        TrueAsync(what, () => Task.FromResult(condition()), limit, cancellationToken);

    /// <inheritdoc cref="TrueAsync(string, Func{bool}, TimeSpan, CancellationToken)"/>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.StartNew();
        while (!await condition())
        {
            if (began.Elapsed > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s in vain until {what}.");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
