namespace FlinkMemoryConsole.Cli.Shared;

/// <summary><c>--cases FILE.jsonl</c>: many questions in one run, answered line by line in the same order.</summary>
internal static class CaseLines
{
    /// <summary>Prints the answer to each line. Null when all were answered; else what is wrong, with the line at which it ended.</summary>
    /// <param name="file">A path, or <c>-</c> for the standard input.</param>
    /// <param name="answer">The answer to a line, or what is wrong with it.</param>
    public static async Task<string?> AnswerAsync(string file, Func<string, (string? Answer, string? Error)> answer, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            using var reader = InputFile.OpenText(file);
            for (var number = 1; await reader.ReadLineAsync(cancellation) is { } line; number++)
            {
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                var (text, fault) = answer(line);
                if (text is null)
                {
                    return $"{file}: line {number}: {fault}.";
                }

                await output.WriteLineAsync(text);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }
}
