#:project ../tests/FlinkMemoryConsole.Testing/FlinkMemoryConsole.Testing.csproj
#:property PublishAot=false
#:property NoWarn=MA0047

// Makes again the recordings that the repository carries, each from a real Flink whose job really gets into trouble:
//     dotnet build src/FlinkMemoryConsole.Cli && dotnet run e2e/record-incidents.cs incident    (about nine minutes)
//     dotnet run e2e/record-incidents.cs healthy | heap-oom | gc-pressure                       (about two minutes each)
// Needs a JDK and a Flink (FLINK_HOME). The recorder is this repository's own: flink-memory record.
using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Testing;
using FlinkMemoryConsole.Testing.Flink;

const string ForTests = "tests/FlinkMemoryConsole.Tests/Recordings";

Incident[] incidents =
[
    new("incident", "src/FlinkMemoryConsole.Web/Incident", FlinkHome.Flink2, TaskManagers: 2, EverySeconds: 5, "A click enrichment keeps what it should drop, since its redeployment", KeepsWhatItShouldDropAsync),
    new("healthy", ForTests, FlinkHome.Flink1, TaskManagers: 1, EverySeconds: 5, "Much short-lived garbage, nothing kept", MakesGarbageAsync),
    new("heap-oom", ForTests, FlinkHome.Flink1, TaskManagers: 2, EverySeconds: 5, "A click enrichment keeps every click and runs out of heap", RunsOutOfHeapAsync),
    new("gc-pressure", ForTests, FlinkHome.Flink2, TaskManagers: 1, EverySeconds: 5, "The live set is close to the limit and changes all the time", CollectsAllTheTimeAsync),
];
if (incidents.SingleOrDefault(incident => args is [var name] && string.Equals(incident.Name, name, StringComparison.Ordinal)) is not { } wanted)
{
    Console.Error.WriteLine($"Say which: {string.Join(", ", incidents.Select(incident => incident.Name))}.");
    return 64;
}

var home = await FlinkHome.RequireAsync(wanted.Flink);
var jar = await FlinkJobs.JarAsync(home);
await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions
{
    TaskManagers = wanted.TaskManagers,
    Options = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["taskmanager.memory.process.size"] = "1728m",
        ["heartbeat.interval"] = "10s",
        ["heartbeat.timeout"] = "50s",
        ["execution.checkpointing.interval"] = "15s",
        ["execution.checkpointing.dir"] = "file://$WORK/checkpoints",
        ["restart-strategy.type"] = "fixed-delay",
        ["restart-strategy.fixed-delay.attempts"] = "100",
        ["restart-strategy.fixed-delay.delay"] = "5s",
    },
});
var file = Path.Combine(Repository.Root, wanted.Folder, wanted.Name + ".jsonl.gz");
Directory.CreateDirectory(Path.GetDirectoryName(file)!);
using (var recorder = Process.Start(FlinkMemory(), ["record", cluster.Url, file, "--every", $"{wanted.EverySeconds}s", "--note", wanted.Note, "--overwrite"]))
{
    await wanted.Story(new Stage(cluster, jar));
    Process.Start("kill", ["-TERM", $"{recorder.Id}"]).Dispose();
    await recorder.WaitForExitAsync();
}

Anonymous.Rewrite(file, (cluster.Folder, "/var/flink"), (home.Folder, "/opt/flink"), (Repository.Root, "/opt/console"));
Console.WriteLine($"{file}: {new FileInfo(file).Length / 1024} KiB");
return 0;

// Two quiet minutes; then a new version of the job, that keeps every click. One user has a fifth of the clicks, so one TaskManager fills first.
// When it has died it is started again, as a container platform would, and the job goes on there.
static async Task KeepsWhatItShouldDropAsync(Stage stage)
{
    string[] clicks = ["--clicks-per-second", "9", "--bytes", "300000", "--hot-share", "0.2", "--users", "50"];
    var job = await stage.RunAsync(new FlinkJob("shop.ClickEnrichment", [.. clicks, "--keep", "2"], Parallelism: 2));
    await PassAsync(TimeSpan.FromSeconds(120));
    await stage.CancelAsync(job);
    await stage.RunAsync(new FlinkJob("shop.ClickEnrichment", [.. clicks, "--keep", "0"], Parallelism: 2));
    var died = await stage.DeathAsync(TimeSpan.FromMinutes(12));
    await PassAsync(TimeSpan.FromSeconds(5));
    await died.StartAsync();
    await PassAsync(TimeSpan.FromSeconds(75));
}

static async Task MakesGarbageAsync(Stage stage)
{
    await stage.RunAsync(new FlinkJob("shop.PageViews", ["--views-per-second", "200", "--garbage", "400000"]));
    await PassAsync(TimeSpan.FromSeconds(75));
}

static async Task RunsOutOfHeapAsync(Stage stage)
{
    await stage.RunAsync(new FlinkJob("shop.ClickEnrichment", ["--keep", "0", "--clicks-per-second", "60", "--bytes", "300000"], Parallelism: 2));
    await stage.DeathAsync(TimeSpan.FromMinutes(4));
    await PassAsync(TimeSpan.FromSeconds(20));
}

static async Task CollectsAllTheTimeAsync(Stage stage)
{
    await stage.RunAsync(new FlinkJob("shop.ClickEnrichment", ["--keep", "50", "--users", "200", "--bytes", "42000", "--clicks-per-second", "1500"]));
    await PassAsync(TimeSpan.FromSeconds(90));
}

// A recording is made of time that passes: nothing is waited for here.
static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);

static string FlinkMemory() => Environment.GetEnvironmentVariable("FLINK_MEMORY") ?? Path.Combine(Repository.Root, "artifacts", "bin", "FlinkMemoryConsole.Cli", "debug", "flink-memory");

/// <summary>One recording: where it goes, on which Flink it is made, and what happens while it runs.</summary>
internal sealed record Incident(string Name, string Folder, string Flink, int TaskManagers, int EverySeconds, string Note, Func<Stage, Task> Story);

/// <summary>What a story can do with its cluster.</summary>
internal sealed class Stage(FlinkCluster cluster, string jar)
{
    public async Task<string> RunAsync(FlinkJob job)
    {
        var id = await cluster.Rest.SubmitAsync(jar, job);
        await cluster.AnswersAsync("all subtasks run", rest => rest.AllSubtasksRunAsync(id));
        return id;
    }

    public async Task CancelAsync(string job)
    {
        await cluster.Rest.CancelAsync(job);
        await cluster.AnswersAsync("the job has ended", rest => rest.HasEndedAsync(job));
    }

    public async Task<FlinkProcess> DeathAsync(TimeSpan limit)
    {
        await Until.TrueAsync("a TaskManager has died", () => cluster.TaskManagers.Any(process => !process.IsAlive), limit);
        return cluster.TaskManagers.First(process => !process.IsAlive);
    }
}

/// <summary>Takes the names of the machine that made it out of a recording.</summary>
internal static class Anonymous
{
    public static void Rewrite(string file, params (string Name, string Replacement)[] names)
    {
        string text;
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress)))
        {
            text = reader.ReadToEnd();
        }

        foreach (var (name, replacement) in names)
        {
            text = text.Replace(name, replacement, StringComparison.Ordinal);
        }

        // The host's name may be part of other words: only where it stands alone.
        text = Regex.Replace(text, $@"(?<![\w.-]){Regex.Escape(Environment.MachineName)}(?![\w.-])", "flink-host", RegexOptions.None, TimeSpan.FromMinutes(1));

        using var writer = new StreamWriter(new GZipStream(File.Create(file), CompressionLevel.SmallestSize));
        writer.Write(text);
    }
}
