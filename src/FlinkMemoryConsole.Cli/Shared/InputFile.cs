using System.Text;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>A file that was named on the command line; <c>-</c> is the standard input.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <summary>A configuration in any of its forms.</summary>
    /// <param name="flink">What <c>--flink</c> says.</param>
    public static async Task<ConfigurationReading> ReadConfigurationAsync(string file, string? flink, CancellationToken cancellation)
    {
        var version = FlinkVersion.Parse(flink);
        if (file is not StandardInput)
        {
            return await ConfigurationReader.ReadFileAsync(file, version, cancellation);
        }

        await using var input = Console.OpenStandardInput();
        return await ConfigurationReader.ReadAsync(input, version: version, cancellationToken: cancellation);
    }

    /// <summary>Why nothing can be said of a configuration without options: where every line was skipped, the first of them.</summary>
    public static string WhyEmpty(ConfigurationReading.Read read) => read.Warnings is [var first, ..] ? $"holds no option. {first}" : "holds no option.";

    /// <summary>Says what was skipped or replaced in a configuration, and which documents are for a version that is not known.</summary>
    /// <param name="verb">The verb that read it.</param>
    /// <param name="flink">What <c>--flink</c> says.</param>
    public static async Task WarnAsync(TextWriter error, string verb, string file, ConfigurationReading.Read read, string? flink)
    {
        foreach (var warning in read.Warnings.Select(warning => warning.ToString()).Concat(read.Documents.Select(document => FlinkVersionOption.WarningOf(document, flink)).OfType<string>()))
        {
            await Complaint.SayAsync(error, verb, $"warning: {file}: {warning}");
        }
    }

    /// <summary>Opens a text in UTF-8 to be read line by line; a byte order mark is no part of it.</summary>
    /// <exception cref="IOException">There is no such file, or no name at all.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static TextReader OpenText(string file) => file switch
    {
        StandardInput => new StreamReader(Console.OpenStandardInput(), Encoding.UTF8),
        "" => throw new FileNotFoundException("the name of the file is empty."),
        _ => new StreamReader(NoFolder(file)),
    };

    /// <summary>All of a text.</summary>
    /// <param name="most">Bytes; longer ones are not read to their end.</param>
    /// <returns>Null where it is longer.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static async Task<string?> ReadTextAsync(string file, long most, CancellationToken cancellation)
    {
        await using var input = file is StandardInput ? Console.OpenStandardInput() : new FileStream(NoFolder(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream read = new();
        var buffer = new byte[81920];
        for (var length = await input.ReadAsync(buffer, cancellation); length > 0; length = await input.ReadAsync(buffer, cancellation))
        {
            await read.WriteAsync(buffer.AsMemory(0, length), cancellation);
            if (read.Length > most)
            {
                return null;
            }
        }

        read.Position = 0;
        using StreamReader text = new(read, Encoding.UTF8);
        return await text.ReadToEndAsync(cancellation);
    }

    /// <summary>Systems say of a folder that access is denied.</summary>
    private static string NoFolder(string file) => Directory.Exists(file) ? throw new IOException($"{file} is a folder.") : file;
}
