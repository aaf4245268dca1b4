using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>Registers views that are fed by events and filled from their owner's snapshot.</summary>
public static class ViewExtensions
{
    private static readonly string Instance = $"{Environment.MachineName}-{Environment.ProcessId}".ToLowerInvariant();

    /// <summary>Adds the view; the service is not ready before it is filled.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">For the owner's address.</param>
    /// <param name="owner">The owner's name in the topology.</param>
    /// <param name="path">The snapshot, such as <c>internal/devices</c>.</param>
    /// <param name="keyOf">What identifies a fact.</param>
    /// <param name="versionOf">The owner's version of it.</param>
    public static IServiceCollection AddReplicatedView<TKey, TFacts>(
        this IServiceCollection services, IConfiguration configuration, string owner, string path, Func<TFacts, TKey> keyOf, Func<TFacts, long> versionOf)
        where TKey : notnull
        where TFacts : class
    {
        var view = new ReplicatedView<TKey, TFacts>(keyOf, versionOf);
        services.AddSingleton(view);
        services.AddServiceClient<SnapshotClient<TFacts>>(configuration, owner);
        services.TryAddSingleton<ViewQueues>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReceiveEndpointObserver, ViewQueues>(p => p.GetRequiredService<ViewQueues>()));
        services.AddSingleton<IHostedService>(p => new SnapshotFill<TKey, TFacts>(
            view, p.GetRequiredService<SnapshotClient<TFacts>>(), path, p.GetRequiredService<ViewQueues>(),
            p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<SnapshotFill<TKey, TFacts>>>()));
        services.AddHealthChecks().AddCheck(
            path.Replace('/', '-'), () => view.IsFilled ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The snapshot {path} of {owner} is not read yet."));
        return services;
    }

    /// <summary>
    /// Adds a consumer of the events that keep views current: its queue belongs to this process alone and goes with it,
    /// so that each replica hears every event.
    /// </summary>
    public static void AddViewConsumer<TConsumer>(this IBusRegistrationConfigurator bus, string service)
        where TConsumer : class, IConsumer =>
        bus.AddConsumer<TConsumer>().Endpoint(endpoint =>
        {
            endpoint.Name = $"{service}{QueueSettings.ViewMarker}{Instance}";
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.PrefetchCount = 100;
        });
}
