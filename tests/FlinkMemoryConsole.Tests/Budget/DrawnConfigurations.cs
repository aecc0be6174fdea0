using System.Globalization;

namespace FlinkMemoryConsole.Tests.Budget;

/// <summary>Draws configurations as people write them: mostly sensible, some contradictory, a few broken.</summary>
internal sealed class DrawnConfigurations(int seed)
{
    private static readonly string[] Broken = ["1.5g", "4gib", "-1", "", " ", "1e3", "9999999999999999999", "8388608t", "9000000t", "abc", "٣g", "0x10", "1 gb ", "5000000t"];
    private static readonly string[] OddFractions = ["0", "0.0", "-0.0", "1.0", "-0.1", "NaN", "1e400", "0,4", ".5", "0.", "1e-3", "1e-30", " 0.3f ", "0.99999999", "0.9999", "+0.2D", "abc", "Infinity", "0.99999994"];

    private static readonly string[] Huge = ["8388607t", "9223372036000000000b", "9223372036854775807", "4611686018427387904", "8589934591 gb", "4194304t", "600g", "9007199254740993k"];

    private readonly Random _random = new(seed);
    private int _oddInRow;

    public bool NextIsTaskManager() => _random.Next(4) != 0;

    public Dictionary<string, string> Next(bool taskManager)
    {
        var prefix = taskManager ? "taskmanager" : "jobmanager";
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        Add(options, 0.5, $"{prefix}.memory.process.size", () => Size(300, 40_000));
        Add(options, 0.35, $"{prefix}.memory.flink.size", () => Size(200, 36_000));
        Add(options, 0.12, $"{prefix}.memory.jvm-metaspace.size", () => Size(0, 1200));
        Add(options, 0.2, $"{prefix}.memory.jvm-overhead.fraction", Fraction);
        Add(options, 0.15, $"{prefix}.memory.jvm-overhead.min", () => Size(0, 700));
        Add(options, 0.2, $"{prefix}.memory.jvm-overhead.max", () => Size(300, 30_000));
        Add(options, 0.06, $"{prefix}.heap.size", () => Size(200, 20_000));
        Add(options, 0.04, $"{prefix}.heap.mb", () => Pick(["-5", "1g", _random.Next(20_000).ToString(CultureInfo.InvariantCulture)]));
        if (taskManager)
        {
            AddTaskManager(options);
        }
        else
        {
            Add(options, 0.4, "jobmanager.memory.heap.size", () => Size(50, 8000));
            Add(options, 0.25, "jobmanager.memory.off-heap.size", () => Size(0, 2000));
            Add(options, 0.1, "jobmanager.memory.enable-jvm-direct-memory-limit", () => Pick(["true", "false", "TRUE", "yes"]));
        }

        return options;
    }

    private void AddTaskManager(Dictionary<string, string> options)
    {
        Add(options, 0.3, "taskmanager.memory.task.heap.size", () => Size(0, 6000));
        Add(options, 0.25, "taskmanager.memory.managed.size", () => Size(0, 6000));
        Add(options, 0.04, "taskmanager.memory.size", () => Size(0, 6000));
        Add(options, 0.2, "taskmanager.memory.managed.fraction", Fraction);
        Add(options, 0.2, "taskmanager.memory.network.fraction", Fraction);
        Add(options, 0.12, "taskmanager.memory.network.min", () => Size(0, 800));
        Add(options, 0.12, "taskmanager.memory.network.max", () => Size(200, 9000));
        Add(options, 0.04, "taskmanager.network.memory.fraction", Fraction);
        Add(options, 0.04, "taskmanager.network.memory.min", () => Size(0, 500));
        Add(options, 0.04, "taskmanager.network.memory.max", () => Size(500, 3000));
        Add(options, 0.1, "taskmanager.memory.framework.heap.size", () => Size(0, 500));
        Add(options, 0.1, "taskmanager.memory.framework.off-heap.size", () => Size(0, 500));
        Add(options, 0.15, "taskmanager.memory.task.off-heap.size", () => Size(0, 1500));
        Add(options, 0.1, "taskmanager.network.numberOfBuffers", () => Pick(["0", "2048", "-5", "abc", _random.Next(60_000).ToString(CultureInfo.InvariantCulture)]));
        Add(options, 0.06, "taskmanager.memory.segment-size", () => Pick(["4096", "8k", "32k", "64kb", "5k", "2k", "3g", "4g", "1g", "abc"]));
        Add(options, 0.06, "taskmanager.numberOfTaskSlots", () => Pick(["1", "4", "+2", "0", "-3", "x", "٣", " 2"]));
        Add(options, 0.05, "taskmanager.cpu.cores", () => Pick(["1", "0.5", "0", "-0.1", "NaN", "1e400", "abc", "1e-400"]));
    }

    private void Add(Dictionary<string, string> options, double probability, string key, Func<string> value)
    {
        if (_random.NextDouble() < probability)
        {
            options[key] = value();
        }
    }

    private string Size(int fromMebibytes, int toMebibytes)
    {
        if (_oddInRow > 0 || _random.Next(40) == 0)
        {
            // Several at once: sums overflow, and the order in which Flink reads shows.
            _oddInRow = _oddInRow > 0 ? _oddInRow - 1 : _random.Next(3);
            return Pick(_random.Next(3) == 0 ? Broken : Huge);
        }

        var bytes = _random.NextInt64((long)fromMebibytes << 20, (long)toMebibytes << 20);
        return _random.Next(5) switch
        {
            0 => bytes.ToString(CultureInfo.InvariantCulture),
            1 => $"{bytes >> 10} KB",
            2 => $"{bytes}b",
            3 when bytes >= 1L << 30 => $"{bytes >> 30}GB",
            _ => $"{bytes >> 20}m",
        };
    }

    private string Fraction() => _random.Next(12) == 0 ? Pick(OddFractions) : _random.Next(40) == 0 ? Hexadecimal() : _random.Next(3) switch
    {
        0 => Math.Round(_random.NextDouble(), 2).ToString(CultureInfo.InvariantCulture),
        1 => _random.NextDouble().ToString("F4", CultureInfo.InvariantCulture),
        _ => (_random.NextDouble() * 0.5).ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>From two bits to more than a double holds, so that rounding is drawn, too.</summary>
    private string Hexadecimal()
    {
        var digits = string.Concat(Enumerable.Range(0, _random.Next(1, 24)).Select(_ => _random.Next(16).ToString("x", CultureInfo.InvariantCulture)));
        return $"0x{(_random.Next(2) == 0 ? "" : "0")}.{digits}p-{_random.Next(4).ToString(CultureInfo.InvariantCulture)}{Pick(["", "", "f", "D"])}";
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
