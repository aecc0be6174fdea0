using System.Text.Json;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.FailureTexts;

public sealed class CorpusTests
{
    [Fact]
    public void Every_text_of_the_corpus_gets_its_class()
    {
        var corpus = Repository.Shared("corpus", "failure-texts.jsonl");
        Assert.SkipWhen(corpus is null, "The corpus of failure texts (shared/corpus) is not here.");

        var wrong = File.ReadLines(corpus!)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(entry => (Id: Text(entry, "id"), Expected: Text(entry, "expected_class"), Found: FailureTextClassifier.Classify(Text(entry, "text"))))
            .Where(entry => !string.Equals(entry.Found.Class ?? "ambiguous", entry.Expected, StringComparison.Ordinal))
            .Select(entry => $"{entry.Id}: {entry.Expected}, found {entry.Found.Class ?? "ambiguous"} by {entry.Found.Rule?.Name}");

        string.Join('\n', wrong).ShouldBeEmpty();
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
