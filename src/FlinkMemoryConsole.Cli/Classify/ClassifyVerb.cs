using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Cli.Classify;

/// <summary><c>flink-memory classify [FILE|-] [--jsonl|--json]</c>: which memory a failure text speaks of.</summary>
internal static class ClassifyVerb
{
    /// <summary>Printed where the words name no class.</summary>
    public const string Ambiguous = "ambiguous";

    private const string Name = "classify";

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "The file with the text; - or nothing reads the standard input.", DefaultValueFactory = _ => "-" };
        Option<bool> lines = new("--jsonl") { Description = "The input is JSON lines: the text in field 'text' (and 'component', where known); each line is printed with 'class' added." };
        Option<bool> json = new("--json") { Description = "Print the answer as JSON." };
        Command verb = new(Name, "Names the class of a failure text. Exit code: 0 memory, 1 not memory, 3 ambiguous, 64 the input cannot be read. With --jsonl the line that tells most decides: memory, then ambiguous, then not memory.")
        {
            file, lines, json,
        };
        verb.SetAction(async (arguments, cancellation) =>
        {
            var output = arguments.InvocationConfiguration.Output;
            var error = arguments.InvocationConfiguration.Error;
            try
            {
                using var reader = InputFile.OpenText(arguments.GetRequiredValue(file));
                return arguments.GetValue(lines)
                    ? await ClassifyLinesAsync(reader, output, error, cancellation)
                    : await ClassifyTextAsync(reader, arguments.GetValue(json), output, error, cancellation);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return await Complaint.EndAsync(error, Name, failure.Message);
            }
        });
        return verb;
    }

    private static async Task<int> ClassifyTextAsync(TextReader reader, bool json, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var text = await reader.ReadToEndAsync(cancellation);
        if (string.IsNullOrWhiteSpace(text))
        {
            return await Complaint.EndAsync(error, Name, "the input holds no text.");
        }

        var found = FailureTextClassifier.Classify(text);
        if (json)
        {
            JsonObject answer = new()
            {
                ["class"] = found.Class ?? Ambiguous, ["isConsequence"] = found.IsConsequence, ["rule"] = found.Rule?.Name, ["words"] = found.Words, ["source"] = found.Rule?.Source,
            };
            await output.WriteLineAsync(answer.ToJsonString());
        }
        else
        {
            await output.WriteLineAsync(found.Class ?? Ambiguous);
            await output.WriteLineAsync(Explain(found));
        }

        return ExitCode(found.Class);
    }

    private static string Explain(FailureTextClassification found) => found switch
    {
        { Rule: null } => "  No words in it are known to name a failure.",
        { IsConsequence: true } => $"  It tells what followed, not why: “{found.Words}” ({found.Rule.Source}).",
        _ => $"  By its words “{found.Words}” ({found.Rule.Source}).",
    };

    private static async Task<int> ClassifyLinesAsync(TextReader reader, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        HashSet<int> codes = [];
        for (var number = 1; await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (ClassifyLine(line) is not { } classified)
            {
                return await Complaint.EndAsync(error, Name, $"line {number} is no JSON object with a field 'text' and every name once, in Unicode.");
            }

            await output.WriteLineAsync(classified.Answer);
            codes.Add(ExitCode(classified.Class));
        }

        if (codes.Count == 0)
        {
            return await Complaint.EndAsync(error, Name, "the input holds no line.");
        }

        return codes.Contains(0) ? 0 : codes.Max();
    }

    /// <summary>The line with its class. Null where it is no object with a text, has a name twice, or holds half a surrogate pair.</summary>
    private static (string Answer, string? Class)? ClassifyLine(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject entry || TextOf(entry, "text") is not { } text)
            {
                return null;
            }

            var found = FailureTextClassifier.Classify(text, TextOf(entry, "component"));
            entry["class"] = found.Class ?? Ambiguous;
            return (entry.ToJsonString(), found.Class);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonObject entry, string name) => entry[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int ExitCode(string? symptom) => symptom switch
    {
        null => 3,
        SymptomClass.NotMemory => 1,
        _ => 0,
    };
}
