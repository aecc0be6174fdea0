using System.CommandLine;
using System.CommandLine.Parsing;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary><c>flink-memory budget CONFIG</c>: what Flink makes of a configuration, fit for a CI pipeline; <c>--cases FILE.jsonl</c> for many.</summary>
internal static class BudgetVerb
{
    private const string Name = "budget";
    private const int Valid = 0;
    private const int Refused = 2;

    private static readonly Argument<string?> Config = new("CONFIG")
    {
        Description = "config.yaml, flink-conf.yaml, -D flags or Kubernetes YAML (FlinkDeployment, ConfigMap); - reads the standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Process = new("--process") { Description = "taskmanager or jobmanager.", DefaultValueFactory = _ => "taskmanager" };
    private static readonly Option<string?> Flink = FlinkVersionOption.Create();
    private static readonly Option<string[]> Set = new("--set") { Description = "key=value: a what-if on top of the configuration; the answer shows what changes. May be given several times; key= alone removes the option." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as JSON." };
    private static readonly Option<string?> Cases = new("--cases") { Description = "A file of JSON lines with process, options and versions: each is printed with Flink's answer, in the same order; - reads the standard input." };

    public static Command Create()
    {
        Command verb = new(Name, $"Every memory component in bytes and the JVM flags, or Flink's refusal. Exit code: 0 valid, 2 refused, in a file that this Flink does not read, or a TaskManager whose network would not start, 64 usage or a configuration that cannot be read. {CaseLines.ExitCodes}")
        {
            Config, Process, Flink, Set, Json, Cases,
        };
        verb.SetAction(async (arguments, cancellation) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            return (arguments.GetValue(Cases), arguments.GetValue(Config)) switch
            {
                ({ } cases, null) => CaseLines.StrangersOf(arguments, Set, Flink, Process) is { } strangers
                    ? await FailAsync(error, strangers)
                    : await new CaseLines(Name, BudgetCases.Answer, output, error).AnswerAsync(cases, cancellation),
                (null, { } config) => await AnswerAsync(config, arguments, output, error, cancellation),
                _ => await FailAsync(error, "give either CONFIG or --cases FILE.jsonl."),
            };
        });
        return verb;
    }

    private static async Task<int> AnswerAsync(string config, ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var reading = await InputFile.ReadConfigurationAsync(config, arguments.GetValue(Flink), cancellation);
        if (reading is ConfigurationReading.Unreadable unreadable)
        {
            return await FailAsync(error, $"{config}: {unreadable.Error}");
        }

        var read = (ConfigurationReading.Read)reading;
        if (read.Documents.IsEmpty || read.Documents.All(document => document.Configuration.Options.IsEmpty && arguments.GetValue(Set) is not { Length: > 0 }))
        {
            return await FailAsync(error, $"{config}: {InputFile.WhyEmpty(read)}");
        }

        if (FlinkVersionOption.FaultOf(arguments.GetValue(Flink)) is { } unknown)
        {
            return await FailAsync(error, unknown);
        }

        if (arguments.GetValue(Set)?.FirstOrDefault(change => change.IndexOf('=', StringComparison.Ordinal) <= 0) is { } odd)
        {
            return await FailAsync(error, $"--set {odd}: key=value is expected.");
        }

        if (arguments.GetValue(Process) is not ("taskmanager" or "jobmanager"))
        {
            return await FailAsync(error, $"--process {arguments.GetValue(Process)}: taskmanager or jobmanager is expected.");
        }

        await InputFile.WarnAsync(error, Name, config, read, arguments.GetValue(Flink));

        var answers = read.Documents.Select(document => Answer(document, arguments)).ToList();
        await output.WriteLineAsync(arguments.GetValue(Json) ? BudgetJson.Print(answers) : Printable.Of(BudgetText.Print(answers)));
        return answers.TrueForAll(answer => answer.Starts) ? Valid : Refused;
    }

    private static DocumentAnswer Answer(ConfigurationDocument document, ParseResult arguments)
    {
        var process = arguments.GetValue(Process) is "jobmanager" ? AskedProcess.JobManager : AskedProcess.TaskManager;
        var version = FlinkVersionOption.For(document, arguments.GetValue(Flink));
        var changes = arguments.GetValue(Set) ?? [];
        var changed = changes.Select(change => change.Split('=', 2)).Select(change => (Key: change[0].Trim(' '), Value: change[1].Trim(' '))).Aggregate(
            document.Configuration,
            (configuration, change) => configuration.With(change.Key, change.Value.Length == 0 ? null : change.Value));
        ConfigurationSurroundings surroundings = new() { AreFlags = document.Form is ConfigurationForm.DynamicProperties, File = document.File, IsFileNamed = document.IsFileNamed };
        return new DocumentAnswer(
            document,
            changed,
            process,
            version,
            ProcessAnswer.Derive(process, changed, version),
            changes.Length == 0 ? null : ProcessAnswer.Derive(process, document.Configuration, version),
            process is AskedProcess.JobManager
                ? ConfigurationAdvice.ForJobManager(changed, version, surroundings)
                : ConfigurationAdvice.For(changed, version, surroundings));
    }

    private static Task<int> FailAsync(TextWriter error, string message) => Complaint.EndAsync(error, Name, message);
}

/// <summary>The answer to one document of a configuration.</summary>
/// <param name="Asked">The document's configuration with the changes of <c>--set</c>.</param>
/// <param name="Now">With the changes of <c>--set</c>.</param>
/// <param name="Before">Without them; null where there are none.</param>
internal sealed record DocumentAnswer(
    ConfigurationDocument Document, FlinkConfiguration Asked, AskedProcess Process, FlinkVersion Version, ProcessAnswer Now, ProcessAnswer? Before, IReadOnlyList<ConfigurationFinding> Findings)
{
    /// <summary>Flink gets to see the options and accepts the memory, and no option of a TaskManager's network keeps it from starting.</summary>
    public bool Starts => Document.IsReadBy(Version) && Now.Budget is { } budget && (budget is not TaskManagerBudget taskManager || NetworkStart.FaultOf(Asked, Version, taskManager) is null);
}
