using System.Globalization;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>Bytes for people: binary units, three digits (<c>1.37 GiB</c>), and the exact count for whoever asks.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Three significant digits in the largest unit that leaves at least 1; never <c>1024</c> of anything.</summary>
    public static string Text(double bytes)
    {
        if (!double.IsFinite(bytes))
        {
            return "–";
        }

        var value = Math.Abs(bytes);
        var unit = 0;
        while (unit < Units.Length - 1 && (unit == 0 ? value >= 1024 : value >= 1023.5))
        {
            value /= 1024;
            unit++;
        }

        var digits = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return string.Create(CultureInfo.InvariantCulture, $"{(bytes < 0 ? "−" : "")}{value.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}");
    }

    /// <summary>All digits: <c>1,471,026,298 bytes</c>.</summary>
    public static string Exact(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0} bytes");

    /// <summary>A share from 0 to 1 in percent, with a decimal below ten.</summary>
    public static string Percent(double share) =>
        !double.IsFinite(share) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{(share * 100).ToString(Math.Abs(share) < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture)} %");
}
