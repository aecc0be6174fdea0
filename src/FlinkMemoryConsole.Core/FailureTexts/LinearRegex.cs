using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.FailureTexts;

/// <summary>
/// Patterns for texts that nobody controls. The time of a match grows with the length of the text and with nothing else, so that no time limit is needed:
/// one by the clock would make the answer depend on how busy the machine is.
/// </summary>
internal static class LinearRegex
{
    /// <summary>Only named groups are captured; patterns that look around are refused.</summary>
    public static Regex Of(string pattern, RegexOptions options = RegexOptions.None) =>
        new(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout);
}
