using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>
/// <c>--cases FILE.jsonl</c>: many questions in one run. Line N of the output answers line N of the input; one that is no question is answered with
/// <c>{"line":N,"error":"…"}</c>, costs no other its answer, and is told on the standard error and by the exit code. Empty lines at the end are none.
/// </summary>
/// <param name="verb">The verb that answers.</param>
/// <param name="answer">The answer to a line, or what is wrong with it.</param>
internal sealed class CaseLines(string verb, Func<string, (string? Answer, string? Error)> answer, TextWriter output, TextWriter error)
{
    /// <summary>To be said in the help of a verb.</summary>
    public const string ExitCodes = "With --cases: 0 every line answered (a refusal by Flink is an answer), 64 a line that is no question, which is answered with its number and an error.";

    private const int LongestLine = 16 << 20;
    private const int LongestError = 500;
    private const int MostSaid = 20;

    private int _faulty;

    /// <summary>Which options were given that mean nothing to <c>--cases</c>, as a sentence; null where there are none.</summary>
    public static string? StrangersOf(ParseResult arguments, params IReadOnlyList<Option> options) =>
        options.Where(option => arguments.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList() is { Count: > 0 } given
            ? $"--cases takes no {string.Join(", ", given)}: each line says what it asks for."
            : null;

    /// <summary>Prints the answer to each line.</summary>
    /// <param name="file">A path, or <c>-</c> for the standard input.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> AnswerAsync(string file, CancellationToken cancellation)
    {
        try
        {
            using var reader = InputFile.OpenText(file);
            var (number, empty) = (0, 0);
            await foreach (var line in BoundedLines.ReadAsync(reader, LongestLine, cancellation))
            {
                number++;
                if (line is not null && string.IsNullOrWhiteSpace(line))
                {
                    empty++;
                    continue;
                }

                for (; empty > 0; empty--)
                {
                    await RefuseAsync(file, number - empty, "it is empty");
                }

                var (text, fault) = line is null ? (null, $"it is longer than {LongestLine >> 20} MiB") : answer(line);
                await (text is null ? RefuseAsync(file, number, fault!) : output.WriteLineAsync(text));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await Complaint.EndAsync(error, verb, failure.Message);
        }

        if (_faulty > MostSaid)
        {
            await Complaint.SayAsync(error, verb, string.Create(CultureInfo.InvariantCulture, $"{file}: {_faulty - MostSaid} lines more that are no questions."));
        }

        return _faulty > 0 ? Complaint.Usage : 0;
    }

    private async Task RefuseAsync(string file, int number, string fault)
    {
        var words = fault.Length > LongestError ? fault[..LongestError] + "…" : fault;
        if (++_faulty <= MostSaid)
        {
            await Complaint.SayAsync(error, verb, string.Create(CultureInfo.InvariantCulture, $"{file}: line {number}: {words}."));
        }

        await output.WriteLineAsync(new JsonObject { ["line"] = number, ["error"] = words }.ToJsonString(CaseLine.AsWritten));
    }
}
