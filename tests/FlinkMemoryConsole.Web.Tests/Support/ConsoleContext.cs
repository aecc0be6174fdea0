using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace FlinkMemoryConsole.Web.Tests.Support;

/// <summary>A bUnit context with the console's own parts and MudBlazor's, a cluster <c>orders</c> to publish to, a clock to push, and charts that draw nothing.</summary>
public abstract class ConsoleContext : BunitContext
{
    protected ConsoleContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IClusterDirectory>(Directory);
        Services.AddLiveView();
        Services.AddScoped<BudgetDraft>();
        ComponentFactories.AddStub<TimeSeriesChart>();
        Orders = Directory.Open("orders");
        RenderTree.Add<CascadingValue<WatchedCluster?>>(cascade => cascade.Add(value => value.Value, Watched));
    }

    protected FakeTimeProvider Clock { get; } = new(EvidenceBuilder.Start.AddMinutes(20));

    protected FakeClusterDirectory Directory { get; } = new();

    /// <summary>The live cluster that is there from the start.</summary>
    protected WatchedCluster Orders { get; }

    /// <summary>The cluster that components under test follow: override to follow another one, such as a recording.</summary>
    protected virtual WatchedCluster? Watched => Orders;

    /// <summary>The address that the page believes to be at.</summary>
    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>Publishes at <c>orders</c> and lets the components catch up.</summary>
    protected void Publish(Func<EvidenceBuilder, EvidenceBuilder> build)
    {
        Orders.Feed.Publish(build(new EvidenceBuilder()).Snapshot());
        Clock.Advance(LiveView.ShortestPause);
    }
}
