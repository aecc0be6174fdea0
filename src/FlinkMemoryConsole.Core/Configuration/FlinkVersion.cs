using System.Globalization;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>A Flink release by its major and minor number: <c>1.20.5</c> and <c>1.20-SNAPSHOT</c> are 1.20. Everything the console knows differs by minor release only.</summary>
public readonly record struct FlinkVersion(int Major, int Minor) : IComparable<FlinkVersion>
{
    /// <summary>The oldest release that the console knows: 1.18.</summary>
    public static readonly FlinkVersion Oldest = new(1, 18);

    /// <summary>The newest release that the console knows: 2.3.</summary>
    public static readonly FlinkVersion Newest = new(2, 3);

    /// <summary>Reads the text of <c>flink-version</c> in <c>GET /config</c>; null when it is no version.</summary>
    public static FlinkVersion? Parse(string? text)
    {
        var parts = text?.Split('.', '-');
        return parts is [var major, var minor, ..]
            && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new FlinkVersion(first, second)
            : null;
    }

    /// <inheritdoc/>
    public int CompareTo(FlinkVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    public static bool operator <(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FlinkVersion left, FlinkVersion right) => left.CompareTo(right) >= 0;
}
