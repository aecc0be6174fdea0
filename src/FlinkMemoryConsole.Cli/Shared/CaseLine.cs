using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>One line of <c>--cases</c>: a JSON object that is printed as it came, with the answer in place of one that it may hold.</summary>
internal static class CaseLine
{
    /// <summary>Texts as they came: no <c>\u0027</c> for what JSON lets stand.</summary>
    public static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A refusal is printed up to here: class and message without Flink's prefix.</summary>
    private const int LongestRefusal = 220;

    private const string Refusal = "fails";

    private static readonly JsonDocumentOptions NamesOnce = new() { AllowDuplicateProperties = false };

    /// <summary>The line with its answer, or what is wrong with it, without a full stop.</summary>
    /// <param name="fields">The fields that answers have, beside that of a refusal.</param>
    /// <param name="question">Reads the line into what each version of Flink answers, or throws <see cref="CaseFaultException"/>.</param>
    public static (string? Answer, string? Error) Answer(string line, IEnumerable<string> fields, Func<JsonElement, Func<FlinkVersion, JsonObject>> question)
    {
        try
        {
            using var document = JsonDocument.Parse(line, NamesOnce);
            return document.RootElement.ValueKind is JsonValueKind.Object ? (Answered(document.RootElement, fields.Append(Refusal), question), null) : (null, "it is no JSON object");
        }
        catch (JsonException failure)
        {
            return (null, $"it is no JSON: {JsonFault.Of(failure)}");
        }
        catch (InvalidOperationException failure)
        {
            return (null, $"a text is no Unicode: {failure.Message.TrimEnd('.')}");
        }
        catch (CaseFaultException fault)
        {
            return (null, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>An option's value as a configuration file would have it.</summary>
    /// <exception cref="CaseFaultException">It is none.</exception>
    public static string ValueOf(JsonProperty option) => option.Value.ValueKind switch
    {
        JsonValueKind.String => option.Value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => option.Value.GetRawText(),
        _ => throw new CaseFaultException($"option '{option.Name}' is neither a text nor a number nor true or false"),
    };

    /// <summary>What is printed where Flink refuses.</summary>
    public static JsonObject Refused(string exceptionClass, string message)
    {
        var fails = $"{exceptionClass}: {message}";
        return new() { [Refusal] = fails.Length > LongestRefusal ? fails[..LongestRefusal] : fails };
    }

    private static string Answered(JsonElement line, IEnumerable<string> fields, Func<JsonElement, Func<FlinkVersion, JsonObject>> question)
    {
        var derive = question(line);
        var versions = VersionsOf(line);
        var answer = derive(versions[0]);
        if (versions.Skip(1).FirstOrDefault(version => !JsonNode.DeepEquals(derive(version), answer)) is { Major: > 0 } other)
        {
            throw new CaseFaultException($"Flink {versions[0]} and Flink {other} answer differently: give each version a line of its own");
        }

        var printed = JsonObject.Create(line)!;
        foreach (var field in fields.Where(field => !answer.ContainsKey(field)))
        {
            printed.Remove(field);
        }

        foreach (var (name, value) in answer)
        {
            printed[name] = value!.DeepClone();
        }

        return printed.ToJsonString(AsWritten);
    }

    private static List<FlinkVersion> VersionsOf(JsonElement line)
    {
        if (!line.TryGetProperty("versions", out var given) || given.ValueKind is not JsonValueKind.Array || given.GetArrayLength() == 0)
        {
            throw new CaseFaultException("field 'versions' names no Flink version");
        }

        return [.. given.EnumerateArray().Select(VersionOf).Distinct()];
    }

    private static FlinkVersion VersionOf(JsonElement given) => given.ValueKind is JsonValueKind.String && FlinkVersionOption.Known(given.GetString()) is { } version
        ? version
        : throw new CaseFaultException($"field 'versions': {given.GetRawText()} is not known; {FlinkVersionOption.AllKnown} are");
}

/// <summary>What is wrong with a line; never leaves <see cref="CaseLine"/>.</summary>
internal sealed class CaseFaultException(string message) : Exception(message);
