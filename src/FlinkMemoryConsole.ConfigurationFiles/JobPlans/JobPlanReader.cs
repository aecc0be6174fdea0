using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.ConfigurationFiles.JobPlans;

/// <summary>
/// Reads job graphs from what Flink's REST API answers: <c>/jobs/:id/plan</c>, <c>/jobs/:id</c> (plan and vertices in one), <c>/jars/:id/plan</c>, or the plan alone.
/// Beside the plan there may be <c>vertices</c> (answers of <c>/jobs/:id/vertices/:vertex</c>, whose subtasks name their TaskManagers) or <c>subtaskTaskManagers</c>
/// (names of TaskManagers by vertex). Whatever the text holds, the answer is a <see cref="JobPlanReading"/>.
/// </summary>
public static class JobPlanReader
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int LongestText = 64 << 20;

    /// <summary>Flink's upper bound of a maximum parallelism.</summary>
    public const int LargestParallelism = 1 << 15;

    private const int MostWarnings = 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Reads a plan.</summary>
    public static JobPlanReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > LongestText)
        {
            return new JobPlanReading.Unreadable(string.Create(CultureInfo.InvariantCulture, $"larger than {LongestText >> 20} MiB: no job plan is."));
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            return new JobPlanReading.Unreadable($"no JSON: {JsonFault.Of(failure)}.");
        }
    }

    /// <summary>Reads a plan that is part of a document.</summary>
    public static JobPlanReading Read(JsonElement root)
    {
        try
        {
            return new Reader(root).Read();
        }
        catch (Exception failure) when (failure is PlanUnreadableException or InvalidOperationException)
        {
            return new JobPlanReading.Unreadable(failure.Message);
        }
    }

    private sealed class Reader(JsonElement root)
    {
        private readonly List<string> _warnings = [];
        private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

        public JobPlanReading.Read Read()
        {
            var plan = root.Member("plan") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
            var nodes = plan.ArrayMember("nodes") ?? throw new PlanUnreadableException("field 'nodes' is missing: this is no answer of /jobs/:id/plan.");
            var details = (root.ArrayMember("vertices") ?? []).ToLookup(vertex => vertex.TextMember("id") ?? "", StringComparer.Ordinal);
            ImmutableArray<JobVertex> vertices = [.. nodes.Select(node => Vertex(node, details))];
            var gap = root.WholeMember("pending-operators") is > 0 and var pending
                ? string.Create(CultureInfo.InvariantCulture, $"{pending} operators are not in the plan yet: the job needs more than this. Read the plan again when it is whole.")
                : null;
            if (gap is not null)
            {
                _warnings.Add(gap);
            }

            ImmutableArray<JobEdge> edges = [.. nodes.SelectMany(Edges)];
            var isBatch = plan.TextMember("type") is { } type ? type is "BATCH" : edges.Any(edge => !edge.Exchange.IsPipelined());
            var placement = Placement(vertices, details);
            JobGraph graph = new(vertices, edges) { IsBatch = isBatch };
            return JobGraphSize.FaultOf(graph, placement?.TaskManagers.Length) is { } fault
                ? throw new PlanUnreadableException(fault)
                : new(plan.TextMember("name") ?? "", graph, placement, [.. Bounded([.. _warnings.Distinct(StringComparer.Ordinal)])]) { Gap = vertices.IsEmpty ? "the plan holds no operator: there is nothing to count." : gap };
        }

        private static IEnumerable<string> Bounded(List<string> warnings) => warnings.Count <= MostWarnings
            ? warnings
            : warnings.Take(MostWarnings).Append(string.Create(CultureInfo.InvariantCulture, $"{warnings.Count - MostWarnings} warnings more."));

        private JobVertex Vertex(JsonElement node, ILookup<string, JsonElement> details)
        {
            var id = node.TextMember("id") ?? throw new PlanUnreadableException("a node has no 'id'.");
            if (!_indexes.TryAdd(id, _indexes.Count))
            {
                throw new PlanUnreadableException($"node {id} comes twice.");
            }

            var parallelism = node.WholeMember("parallelism") ?? throw new PlanUnreadableException($"node {id}: 'parallelism' is no whole number.");
            if (parallelism is < 1 or > LargestParallelism)
            {
                throw new PlanUnreadableException(parallelism < 1
                    ? string.Create(CultureInfo.InvariantCulture, $"node {id}: parallelism {parallelism} is not decided yet; read the plan again when the job runs.")
                    : string.Create(CultureInfo.InvariantCulture, $"node {id}: parallelism {parallelism} is above {LargestParallelism}, Flink's limit."));
            }

            var detail = details[id].FirstOrDefault();
            return new JobVertex(id, detail.TextMember("name") ?? NameOf(node) ?? id, (int)parallelism)
            {
                MaxParallelism = detail.WholeMember("maxParallelism") is >= 1 and <= LargestParallelism and var maximum ? (int)maximum : null,
                SlotSharingGroup = detail.TextMember("slotSharingGroupId"),
            };
        }

        /// <summary>The chain of a description, which is HTML: <c>b&lt;br/&gt;+- c&lt;br/&gt;</c> is <c>b -> c</c>.</summary>
        private static string? NameOf(JsonElement node) => node.TextMember("description") is { Length: > 0 } description
            ? string.Join(" -> ", description.Split("<br/>", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => WebUtility.HtmlDecode(name.TrimStart(':', '+', '-', ' '))))
            : null;

        private IEnumerable<JobEdge> Edges(JsonElement node)
        {
            var target = _indexes[node.TextMember("id")!];
            foreach (var input in node.ArrayMember("inputs") ?? [])
            {
                var id = input.TextMember("id");
                if (id is null || !_indexes.TryGetValue(id, out var source))
                {
                    throw new PlanUnreadableException($"node {node.TextMember("id")} reads '{id}', which is no node of the plan.");
                }

                yield return new JobEdge(source, target, Strategy(input.TextMember("ship_strategy")), Exchange(input.TextMember("exchange")));
            }
        }

        private ShipStrategy Strategy(string? text)
        {
            var strategy = ShipStrategies.Parse(text);
            if (strategy is ShipStrategy.Unknown)
            {
                _warnings.Add($"ship strategy '{OptionCollector.Shorten(text ?? "")}' is not known: counted as all-to-all.");
            }

            return strategy;
        }

        private static ExchangeType Exchange(string? text) => ExchangeTypes.Parse(text) ?? throw new PlanUnreadableException($"exchange '{text}' is none of Flink's.");

        private SubtaskPlacement? Placement(ImmutableArray<JobVertex> vertices, ILookup<string, JsonElement> details)
        {
            var byVertex = root.Member("subtaskTaskManagers");
            List<List<string>> placed = [.. vertices.Select(vertex => (byVertex is null ? FromSubtasks(details[vertex.Id]) : Names(byVertex.Value.ArrayMember(vertex.Id))).ToList())];
            if (placed.TrueForAll(names => names.Count == 0))
            {
                return null;
            }

            for (var index = 0; index < vertices.Length; index++)
            {
                if (placed[index].Count != vertices[index].Parallelism)
                {
                    throw new PlanUnreadableException(string.Create(CultureInfo.InvariantCulture, $"vertex {vertices[index].Id} has {vertices[index].Parallelism} subtasks, but TaskManagers are named for {placed[index].Count}."));
                }
            }

            return SubtaskPlacement.From(placed);
        }

        private static IEnumerable<string> FromSubtasks(IEnumerable<JsonElement> details) =>
            details.SelectMany(vertex => vertex.ArrayMember("subtasks") ?? []).OrderBy(subtask => subtask.WholeMember("subtask") ?? 0).Select(subtask => subtask.TextMember("taskmanager-id")).OfType<string>()
                .Where(name => name is not "(unassigned)");

        private static IEnumerable<string> Names(IEnumerable<JsonElement>? names) =>
            (names ?? []).Select(name => name.ValueKind is JsonValueKind.String ? name.GetString()! : throw new PlanUnreadableException("'subtaskTaskManagers' names a TaskManager that is no text."));
    }
}
