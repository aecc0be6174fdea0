namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>Addresses of one cluster's pages; each keeps the time range.</summary>
public readonly record struct PageLinks(string Cluster, TimeRange Range)
{
    public string Overview => To("");

    public string Budget => To("/budget");

    public string TaskManager(string id) => To($"/taskmanagers/{Uri.EscapeDataString(id)}");

    public string Job(string id) => To($"/jobs/{Uri.EscapeDataString(id)}");

    public string Finding(string id) => To($"/findings/{Uri.EscapeDataString(id)}");

    /// <summary>The wizard of a symptom class, at a TaskManager where one is concerned.</summary>
    public string Wizard(string symptom, string? taskManager = null) =>
        To($"/wizards/{Uri.EscapeDataString(symptom)}{(taskManager is null ? "" : $"?taskmanager={Uri.EscapeDataString(taskManager)}")}");

    /// <summary>Any page below the cluster: <c>/jobs</c>.</summary>
    public string To(string path) => Range.On($"/{Uri.EscapeDataString(Cluster)}{path}");
}
