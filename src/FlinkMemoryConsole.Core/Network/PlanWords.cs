using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>How plans and placements are spelt.</summary>
public static partial class PlanWords
{
    /// <summary>A strategy or an exchange type as Flink's plan spells it: <c>HASH</c>, <c>PIPELINED_BOUNDED</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Hump().Replace(value.ToString(), "_").ToUpperInvariant();

    /// <summary>The first operator of a chain, by which people call a vertex: <c>Source: Clicks</c> of <c>Source: Clicks -> Parse clicks</c>.</summary>
    public static string FirstOperator(string chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.Split(" -> ")[0];
    }

    /// <summary>A number of things: <c>1 slot</c>, <c>1,024 buffers</c>.</summary>
    public static string Count(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {one}{(count == 1 ? "" : "s")}");

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex Hump();
}
