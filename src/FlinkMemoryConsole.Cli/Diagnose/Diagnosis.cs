using System.Globalization;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Monitoring.Replays;
using FlinkMemoryConsole.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkMemoryConsole.Cli.Diagnose;

/// <summary>Watches a cluster for a time, or a recording from its start to its end, and prints what was found.</summary>
/// <param name="output">The findings.</param>
/// <param name="error">What is going on, and why nothing could be found.</param>
/// <param name="json">As a JSON document instead of text.</param>
/// <param name="colour">With colours.</param>
/// <param name="clock">Of the watch over a running cluster.</param>
internal sealed class Diagnosis(TextWriter output, TextWriter error, bool json, bool colour, TimeProvider clock)
{
    private const int CannotTell = 3;
    private const string Name = "diagnose";

    public async Task<int> OfRecordingAsync(string file, CancellationToken cancellationToken)
    {
        if (file.Length == 0)
        {
            return await Complaint.EndAsync(error, Name, "the name of the recording is empty.");
        }

        try
        {
            using var recording = await Recording.OpenAsync(file, cancellationToken);
            using RecordedRun run = new(NameOf(file), file, recording);
            await run.GoToAsync(recording.Duration, cancellationToken);
            if (recording.Cut is { } cut)
            {
                await Complaint.SayAsync(error, Name, $"{file} {cut}");
            }

            return Print(run.Current!, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or RecordingFormatException)
        {
            await Complaint.SayAsync(error, Name, $"{file}: {failure.Message}");
            return failure is FileNotFoundException or DirectoryNotFoundException ? Complaint.Usage : CannotTell;
        }
    }

    public async Task<int> OfClusterAsync(Uri url, TimeSpan time, CancellationToken stop)
    {
        using LiveCluster cluster = new(url.Authority, new FlinkRestOptions { Url = url }, TimeSpan.FromHours(1), clock, NullLogger.Instance);
        await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Watching {cluster.Watched.Feed.Origin} for {time.TotalSeconds:0} s …"));
        using CancellationTokenSource over = new(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        await cluster.RunAsync(either.Token);

        if (cluster.Watched.Feed.Current is not { } snapshot)
        {
            await Complaint.SayAsync(error, Name, "the time was too short for one round of questions.");
            return CannotTell;
        }

        if (snapshot.Connection.Problem is { } problem)
        {
            await Complaint.SayAsync(error, Name, problem);
        }

        if (snapshot.Connection.LastAnswer is not { } answeredAt)
        {
            return CannotTell;
        }

        // A cluster that has stopped to answer may be anything but well.
        var isGone = answeredAt < snapshot.Evidence.Now && snapshot.Document.Verdict == Verdict.Healthy;
        return Print(isGone ? snapshot with { Document = snapshot.Document with { Verdict = Verdict.Unknown } } : snapshot, cluster.Watched.Feed.Origin);
    }

    private int Print(ClusterSnapshot snapshot, string origin)
    {
        if (json)
        {
            output.WriteLine(FindingsJson.Serialize(snapshot.Document));
        }
        else
        {
            new FindingsText(output, colour).Write(snapshot.Document, About(snapshot, origin));
        }

        return snapshot.Document.Verdict switch
        {
            Verdict.Healthy => 0,
            Verdict.Warning => 1,
            Verdict.Critical => 2,
            _ => CannotTell,
        };
    }

    private static string About(ClusterSnapshot snapshot, string origin)
    {
        var evidence = snapshot.Evidence;
        var alive = evidence.TaskManagers.Count(taskManager => taskManager.IsAlive);
        var lost = evidence.TaskManagers.Length - alive;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{origin} · Flink {evidence.FlinkVersion ?? "of unknown version"} · {Counted(alive, "TaskManager")}{(lost > 0 ? $", {lost} lost" : "")} · {Counted(evidence.Jobs.Length, "job")} · {evidence.From.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {evidence.Now.UtcDateTime:HH:mm:ss} UTC");
    }

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>The file's name without endings; of <c>incident/recording.jsonl.gz</c> the folder's.</summary>
    private static string NameOf(string file)
    {
        var name = Path.GetFileName(file).Replace(".gz", "", StringComparison.Ordinal).Replace(".jsonl", "", StringComparison.Ordinal);
        return name is "recording" && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) is { Length: > 0 } folder ? folder : name;
    }
}
