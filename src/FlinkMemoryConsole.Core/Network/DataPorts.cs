using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The ports that a TaskManager may listen on for its data, as Flink's <c>PortRange</c> reads them: <c>0</c>, <c>50100,50101</c>, <c>50100-50200</c>.</summary>
internal static class DataPorts
{
    private const int Highest = 65535;

    /// <summary>What is wrong about <c>taskmanager.data.bind-port</c>.</summary>
    public static NetworkFault? OfBindPort(StartReading reading)
    {
        foreach (var range in Ranges(reading))
        {
            if (Words(JavaText.Trim(range)) is { } words)
            {
                return reading.Fault(words.Length > 0 ? words : $"Invalid port range: \"{reading.Text(NetworkStartOptions.DataBindPort)}\"", $"{NetworkStartOptions.DataBindPort.Key} takes a port, a range such as 50100-50200, or several with commas; 0 takes any port.", NetworkStartOptions.DataBindPort);
            }
        }

        return null;
    }

    /// <summary>Commas alone name no port.</summary>
    public static NetworkFault? OfNoPort(StartReading reading) => Ranges(reading).Length == 0
        ? reading.Fault($"Could not start rest endpoint on any port in port range {reading.Text(NetworkStartOptions.DataBindPort)}", $"{NetworkStartOptions.DataBindPort.Key} takes a port; 0 takes any.", NetworkStartOptions.DataBindPort)
        : null;

    /// <summary>What is wrong about <c>taskmanager.data.port</c>, which is one port.</summary>
    public static NetworkFault? OfPort(StartReading reading)
    {
        var port = (int)reading.Number(NetworkStartOptions.DataPort);
        return port is >= 0 and <= Highest ? null : reading.Fault(
            port > Highest ? OutOfRange("", port) : $"Invalid configuration value for {NetworkStartOptions.DataPort.Key} : {port} - Leave config parameter empty or use 0 to let the system choose a port automatically.",
            $"{NetworkStartOptions.DataPort.Key} takes a port from 0 to 65535; 0 takes any.",
            NetworkStartOptions.DataPort);
    }

    /// <summary>Java's <c>split</c> keeps an empty first piece and drops those at the end.</summary>
    private static string[] Ranges(StartReading reading)
    {
        var text = JavaText.Trim(reading.Text(NetworkStartOptions.DataBindPort));
        return text.Length == 0 ? [""] : text.TrimEnd(',') is { Length: > 0 } filled ? filled.Split(',') : [];
    }

    /// <summary>Flink's words about one range; empty where it only says that it cannot read the whole, null where the range is good.</summary>
    private static string? Words(string range)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (JavaText.ParseInt(dash < 0 ? range : range[..dash]) is not { } first)
        {
            return "";
        }

        if (first is < 0 or > Highest)
        {
            return OutOfRange(dash < 0 ? "" : "range start ", first);
        }

        if (dash < 0)
        {
            return null;
        }

        return JavaText.ParseInt(range[(dash + 1)..]) is not { } last ? ""
            : last is < 0 or > Highest ? OutOfRange("range end ", last)
            : first < last ? null
            : $"Invalid port configuration. Port range end must be bigger than port range start. If you wish to use single port please provide the value directly, not as a range. Given range: {range}";
    }

    private static string OutOfRange(string what, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"Invalid port configuration. Port must be between 0and 65535, but {what}was {port}.");
}
