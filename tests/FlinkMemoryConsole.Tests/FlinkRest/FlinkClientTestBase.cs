using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Testing.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlinkMemoryConsole.Tests.FlinkRest;

/// <summary>A client whose network goes wrong on demand, and whose clock stands still until it is moved.</summary>
public abstract class FlinkClientTestBase : IDisposable
{
    protected const string Overview = """{"taskmanagers":1,"slots-total":4,"slots-available":2,"jobs-running":1,"flink-version":"1.20.5","flink-commit":"c0f8d1a"}""";

    protected FlinkClientTestBase()
    {
        Network = new FaultyHandler(Clock).Answer("/overview", Overview);
        Flink = new FlinkClientFactory(Clock).Create(Options, Network);
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new();

    protected FaultyHandler Network { get; }

    protected FlinkClient Flink { get; }

    private static FlinkRestOptions Options => new() { Url = new Uri("http://flink.test:8081"), MaxAnswerBytes = 100_000 };

    public void Dispose()
    {
        Flink.Dispose();
        Network.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks, and moves the clock in small steps until there is an answer.</summary>
    protected async Task<FlinkAnswer<T>> AskAsync<T>(Func<Task<FlinkAnswer<T>>> ask, TimeSpan? step = null)
    {
        var asked = ask();
        while (!asked.IsCompleted)
        {
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation));
        }

        return await asked;
    }

    protected async Task<FlinkAnswer<T>.Failed> FailAsync<T>(Func<Task<FlinkAnswer<T>>> ask, TimeSpan? step = null) =>
        (await AskAsync(ask, step)).ShouldBeOfType<FlinkAnswer<T>.Failed>();
}
