using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>Registers the broker for a service that neither publishes nor hears events and so needs no bus.</summary>
public static class BrokerExtensions
{
    /// <summary>Adds a <see cref="BrokerConnection"/> and a health check; not beside <c>AddBus</c>, which brings its own.</summary>
    public static WebApplicationBuilder AddBroker(this WebApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var address = builder.Configuration.GetConnectionString("messaging") ?? throw new OptionsValidationException(
            "ConnectionStrings", typeof(string), ["ConnectionStrings__messaging is not set; give 'amqp://user:password@host:port'."]);
        builder.Services.AddSingleton<BrokerConnection>(_ => new BrokerConnection(new Uri(address), service));
        builder.Services.AddSingleton<IUnavailability, BusUnavailability>();
        builder.Services.AddHealthChecks().AddCheck<BrokerHealth>("broker");
        return builder;
    }
}

/// <summary>Ready when a channel opens.</summary>
internal sealed class BrokerHealth(BrokerConnection broker) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var channel = await broker.OpenChannelAsync(options: null, patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && (exception is OperationCanceledException or IOException or TimeoutException || BusUnavailability.IsOutage(exception)))
        {
            return HealthCheckResult.Unhealthy("RabbitMQ does not answer.", exception);
        }
    }
}
