namespace FlinkMemoryConsole.Tests.Monitoring;

/// <summary>What watching costs the cluster. One tab of Flink's web front end with a TaskManager's metrics asks some three questions each three seconds.</summary>
public class LoadTests
{
    [Fact]
    public async Task A_quiet_round_asks_little()
    {
        using var watched = await WatchedRecording.OpenSharedAsync("healthy-page-views");
        await watched.WatchUntilAsync(60);
        watched.Faults.Requests.Clear();

        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);

        // The same moment again: nothing has changed, and what is left is what every round asks.
        watched.Faults.Requests.Count.ShouldBeLessThan(16, string.Join('\n', watched.Faults.Requests));
        watched.Faults.Requests.ShouldAllBe(path => path.Length < 4_000);
    }

    [Fact]
    public async Task What_a_process_has_is_listed_once_in_its_life()
    {
        using var watched = await WatchedRecording.OpenSharedAsync("healthy-page-views");

        await watched.WatchUntilAsync(60);

        watched.Faults.Requests.Count(path => path is "/taskmanagers/taskmanager-1/metrics").ShouldBe(1);
        watched.Faults.Requests.Count(path => path is "/jobmanager/metrics").ShouldBeLessThan(5);
    }
}
