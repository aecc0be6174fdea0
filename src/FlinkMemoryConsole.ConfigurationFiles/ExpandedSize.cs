namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// Aliases and keys in front of nested ones cost nothing to read but can multiply when they are written out: what is bounded is the result, of each configuration and,
/// more generously, of all in a text.
/// </summary>
internal sealed class ExpandedSize
{
    private const int MostOptions = 10_000;
    private const int LargestSum = 8 * ConfigurationReader.LargestText;

    /// <summary>What a key or a value takes beside its characters.</summary>
    private const int Overhead = 16;

    private int _values;
    private long _characters;
    private long _sum;

    /// <summary>Another configuration of the same text begins: it may be as large as one that stands alone.</summary>
    public void Begin() => (_values, _characters) = (0, 0);

    /// <summary>Counts a key or a value.</summary>
    /// <exception cref="UnreadableException">There are too many of them, or they are too long together.</exception>
    public void Count(int line, int characters)
    {
        if (++_values > MostOptions)
        {
            throw new UnreadableException(line, null, $"more than {MostOptions} values with those that aliases stand for: no Flink configuration has so many.");
        }

        _characters += characters;
        if (_characters > ConfigurationReader.LargestText)
        {
            throw new UnreadableException(line, null, $"longer than {ConfigurationReader.LargestText >> 20} MiB once aliases and nested keys are written out: no Flink configuration is.");
        }

        CountInSum(line, Overhead + characters);
    }

    /// <summary>Counts a file that an alias brings once more: it is read once more.</summary>
    /// <exception cref="UnreadableException">All are too long together.</exception>
    public void CountAgain(YamlText file) => CountInSum(file.Line, file.Value.Length);

    private void CountInSum(int line, int characters)
    {
        _sum += characters;
        if (_sum > LargestSum)
        {
            throw new UnreadableException(line, null, $"longer than {LargestSum >> 20} MiB in all once aliases and nested keys are written out: paste fewer resources.");
        }
    }
}
