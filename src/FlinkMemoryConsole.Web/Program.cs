using FlinkMemoryConsole.Monitoring;
using FlinkMemoryConsole.Web.Api;
using FlinkMemoryConsole.Web.Checks;
using FlinkMemoryConsole.Web.Components;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Hosting;
using MudBlazor.Services;
using Serilog;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

builder.WebHost.UseStaticWebAssets();
builder.Host.UseSerilog((context, logger) => logger.ReadFrom.Configuration(context.Configuration).WriteTo.Console(formatProvider: null));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddClusterMonitoring(builder.Configuration);
builder.Services.AddMudServices();
builder.Services.AddLiveView();
builder.Services.AddScoped<BudgetDraft>();
builder.Services.AddWizardChecks(builder.Configuration);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddResponseCompression();
builder.Services.AddHealthChecks();

var app = builder.Build();

app.UseResponseCompression();
app.UseSecurityHeaders();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapHealthChecks("/healthz");
app.MapClusterApi();
app.MapRecordingDownloads();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
app.SayWhereToOpen();

await app.RunAsync();

/// <summary>The console's entry point, public so that tests start the real host.</summary>
public partial class Program;
