using System.Globalization;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>Texts from files for a terminal: what would move its cursor or change its colours is shown, not done.</summary>
internal static class Printable
{
    /// <summary>Control characters but line ends and tabs as <c>\u001b</c>.</summary>
    public static string Of(string text) => text.Any(IsHidden)
        ? string.Concat(text.Select(character => IsHidden(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString()))
        : text;

    private static bool IsHidden(char character) => char.IsControl(character) && character is not ('\n' or '\t') && !(character is '\r' && OperatingSystem.IsWindows());
}
