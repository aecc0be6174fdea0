using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>What to look for in a job's code, for operators in Java and for those in C# beside them, the likeliest first.</summary>
public static class HeapCodeAdvice
{
    private const string Java = "Java";
    private const string CSharp = "C#";

    private static readonly CodeAdvice StaticCache = new(
        "Static collections and caches without a bound",
        "A static Map outlives the job in a session cluster: a restart of the job does not free it, only a restart of the TaskManager does. Give it a size and an age (Caffeine: maximumSize, expireAfterAccess), make it a field of the operator, and clear it in close().",
        Java);

    private static readonly CodeAdvice UnboundedState = new(
        "State without an end",
        "Keyed state of keys that never come back stays for ever. Set a time to live (StateTtlConfig on the descriptor, table.exec.state.ttl in SQL), clear() it when the key is done, or register a timer that does. ListState that only gets add() grows with every record: keep the last n, or aggregate into a ValueState or AggregatingState.",
        Java);

    private static readonly CodeAdvice FieldInsteadOfState = new(
        "Collections in fields of an operator",
        "A HashMap in a field keeps the data of all keys of a subtask, is in no checkpoint, and cannot move to RocksDB. Use keyed state instead, with a time to live.",
        null);

    private static readonly CodeAdvice Interning = new(
        "Interned strings and memoised values",
        "String.intern() and maps of every distinct value are leaks when the values come from the data. Keep them for closed sets only (countries, states), never for ids.",
        null);

    private static readonly CodeAdvice DictionaryOfKeys = new(
        "A static Dictionary or ConcurrentDictionary keyed by the data",
        "It lives as long as the worker process, over restarts of the job. Use MemoryCache with SizeLimit and a sliding expiration, or an LRU with a bound; keep per-key data in Flink's keyed state with a time to live, not in a field.",
        CSharp);

    private static readonly CodeAdvice Events = new(
        "Events and callbacks that are never unsubscribed",
        "A static event, a timer or a CancellationToken registration holds every operator instance that subscribed, and all that it refers to. Unsubscribe and dispose in the operator's close; dispose CancellationTokenRegistration and Timer.",
        CSharp);

    private static readonly CodeAdvice Arrays = new(
        "Large arrays for each record",
        "Arrays of 85,000 bytes and more go to the large object heap, which is collected with generation 2 only and not compacted: rent them from ArrayPool<byte>.Shared, return them in finally, and parse spans instead of substrings.",
        CSharp);

    private static readonly CodeAdvice HandOver = new(
        "Queues between the JVM and the .NET worker",
        "An unbounded Channel or ConcurrentQueue in front of a slow call holds all that waits. Use Channel.CreateBounded with a few hundred entries: the pressure then goes back to Flink, which knows how to slow its sources down.",
        CSharp);

    private static readonly CodeAdvice Windows = new(
        "Windows that keep elements",
        "A window with a ProcessWindowFunction, an evictor, or a join without bounds keeps every element until it fires. Aggregate on arrival (aggregate() with an AggregateFunction), shorten the window or its allowed lateness, bound interval joins, and give idle sources withIdleness so that watermarks go on.",
        Java);

    private static readonly CodeAdvice Salting = new(
        "Salt the hot key",
        "Aggregate in two steps: first by key and a random or record-derived salt (0 to n-1), then by key. n between the parallelism and four times it. What is not an aggregation can treat the few hot keys in an operator of their own.",
        null);

    private static readonly CodeAdvice DefaultKeys = new(
        "Keys that stand for nothing",
        "Null, empty, \"unknown\" and test customers often carry most of the records: filter them before keyBy, or give them a key of their own that spreads.",
        null);

    private static readonly CodeAdvice Slots = new(
        "Fewer slots on a TaskManager",
        "taskmanager.numberOfTaskSlots divides one heap among that many subtasks of each operator. With half the slots (and twice the TaskManagers) the hot subtask shares its heap with fewer others; a higher parallelism does not split one key.",
        null);

    private static readonly CodeAdvice LessGarbage = new(
        "Less garbage for each record",
        "Objects that live for one record are cheap only while the young generation is roomy. Reuse what is reusable (pipeline.object-reuse where no operator keeps its input), avoid boxed keys and Kryo fallback (pipeline.generic-types: false finds it), parse into primitives.",
        Java);

    private static readonly CodeAdvice Batches = new(
        "Large objects at once",
        "A whole file, response or broadcast table in one object needs its size several times over while it is read. Stream it, page it, or broadcast in pieces; check async I/O capacity times the size of one request.",
        null);

    public static ImmutableArray<CodeAdvice> For(string? hypothesis, HeapSigns signs)
    {
        ArgumentNullException.ThrowIfNull(signs);
        var stateGrows = signs.State is { OnHeap: not false } state && state.GrownBytes > state.FirstBytes / 4;
        return hypothesis switch
        {
            HeapHypotheses.Leak when signs.OverRestart is { Survived: true } => [StaticCache, DictionaryOfKeys, Events, Interning],
            HeapHypotheses.Leak when stateGrows => [UnboundedState, Windows, FieldInsteadOfState],
            HeapHypotheses.Leak => [StaticCache, FieldInsteadOfState, DictionaryOfKeys, UnboundedState, Events, Interning, HandOver],
            HeapHypotheses.Skew => [Salting, DefaultKeys, Slots, UnboundedState],
            HeapHypotheses.Other => [Batches, HandOver, Slots, Arrays],
            _ => [LessGarbage, Windows, Slots, Arrays],
        };
    }
}
