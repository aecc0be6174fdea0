using System.CommandLine;
using System.CommandLine.Parsing;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Buffers;

/// <summary><c>flink-memory buffers --job PLAN.json --config CONFIG</c>: whether a job gets the network buffers that it needs; <c>--cases FILE.jsonl</c> for many.</summary>
internal static class BuffersVerb
{
    private const string Name = "buffers";
    private const int Enough = 0;
    private const int NotEnough = 2;

    private static readonly Option<string?> Job = new("--job") { Description = "The job graph: the answer of /jobs/:id/plan or /jobs/:id, or of /jars/:id/plan before the job runs; - reads the standard input." };
    private static readonly Option<string?> Config = new("--config") { Description = "The TaskManagers' config.yaml, flink-conf.yaml, -D flags or Kubernetes YAML (FlinkDeployment, ConfigMap); - reads the standard input." };
    private static readonly Option<string?> Flink = FlinkVersionOption.Create();
    private static readonly Option<int?> TaskManagers = new("--taskmanagers") { Description = "Spread the job evenly over so many TaskManagers. Default: as the job's file says, else as few as can be." };
    private static readonly Option<int[]> Parallelism = new("--parallelism") { Description = "Answer for another parallelism, too. May be given several times." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as JSON." };
    private static readonly Option<string?> Cases = new("--cases") { Description = "A file of JSON lines with plan, vertices, subtaskTaskManagers, config and versions: each is printed with smallestBuffersPerTaskManager, or with fails where Flink refuses the options, in the same order; - reads the standard input." };

    public static Command Create()
    {
        Command verb = new(Name, $"The network buffers that a job needs on each TaskManager, against those that the configuration gives. Exit code: 0 enough to start, 2 not enough or refused, 64 usage or a file that cannot be read. {CaseLines.ExitCodes}")
        {
            Job, Config, Flink, TaskManagers, Parallelism, Json, Cases,
        };
        verb.SetAction(async (arguments, cancellation) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            return (arguments.GetValue(Cases), arguments.GetValue(Job), arguments.GetValue(Config)) switch
            {
                ({ } cases, null, null) => CaseLines.StrangersOf(arguments, Flink, TaskManagers, Parallelism) is { } strangers
                    ? await FailAsync(error, strangers)
                    : await new CaseLines(Name, BufferCases.Answer, output, error).AnswerAsync(cases, cancellation),
                (null, InputFile.StandardInput, InputFile.StandardInput) => await FailAsync(error, "only one of --job and --config can come from the standard input."),
                (null, { } job, { } config) => await AnswerAsync(job, config, arguments, cancellation),
                _ => await FailAsync(error, "give either --job PLAN.json and --config CONFIG, or --cases FILE.jsonl."),
            };
        });
        return verb;
    }

    private static async Task<int> AnswerAsync(string job, string config, ParseResult arguments, CancellationToken cancellation)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        if (FlinkVersionOption.FaultOf(arguments.GetValue(Flink)) is { } odd)
        {
            return await FailAsync(error, odd);
        }

        BuffersQuestion question = new(arguments.GetValue(TaskManagers), [.. arguments.GetValue(Parallelism) ?? []]);
        if (question.TaskManagers is < 1 or > JobPlanReader.LargestParallelism || question.Parallelisms.Any(parallelism => parallelism is < 1 or > JobPlanReader.LargestParallelism))
        {
            return await FailAsync(error, $"--taskmanagers and --parallelism: a number from 1 to {JobPlanReader.LargestParallelism} is expected.");
        }

        var (read, fault) = await ReadJobAsync(job, cancellation);
        if (read is null)
        {
            return await FailAsync(error, $"{job}: {fault}");
        }

        if (read.Gap is { } gap)
        {
            return await FailAsync(error, $"{job}: {gap}");
        }

        var reading = await InputFile.ReadConfigurationAsync(config, arguments.GetValue(Flink), cancellation);
        if (reading is not ConfigurationReading.Read { Documents: [_, ..] documents } configuration)
        {
            return await FailAsync(error, $"{config}: {(reading is ConfigurationReading.Unreadable unreadable ? unreadable.Error.ToString() : InputFile.WhyEmpty((ConfigurationReading.Read)reading))}");
        }

        await InputFile.WarnAsync(error, Name, config, configuration, arguments.GetValue(Flink));
        foreach (var unread in documents.Select(document => document.File is { } file ? FlinkFiles.FindingOn(file, document.IsFileNamed, FlinkVersionOption.For(document, arguments.GetValue(Flink))) : null).OfType<ConfigurationFinding>())
        {
            await Complaint.SayAsync(error, Name, $"warning: {config}: {unread.Text} {unread.Advice}");
        }

        var answers = documents.Select(document => BuffersAnswer.Derive(document.Name, document.Configuration, FlinkVersionOption.For(document, arguments.GetValue(Flink)), read, question)).ToList();
        await output.WriteLineAsync(arguments.GetValue(Json) ? BuffersJson.Print(answers) : Printable.Of(BuffersText.Print(answers)));
        return answers.TrueForAll(answer => answer.IsEnough) ? Enough : NotEnough;
    }

    private static async Task<(JobPlanReading.Read? Job, string Fault)> ReadJobAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (await InputFile.ReadTextAsync(file, JobPlanReader.LongestText, cancellation) is not { } text)
            {
                return (null, $"larger than {JobPlanReader.LongestText >> 20} MiB: no job plan is.");
            }

            return JobPlanReader.Read(text) switch
            {
                JobPlanReading.Read read => (read, ""),
                JobPlanReading.Unreadable unreadable => (null, unreadable.Error),
                _ => throw new InvalidOperationException("No such reading."),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, failure.Message);
        }
    }

    private static Task<int> FailAsync(TextWriter error, string message) => Complaint.EndAsync(error, Name, message);
}
