using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>Registers MassTransit on RabbitMQ the one way that all services use it.</summary>
public static class BusExtensions
{
    /// <summary>
    /// Adds the bus. Queues are named <c>{service}-{consumer}</c>, are quorum queues with a delivery limit and a
    /// dead-letter exchange, and exist before the service reports healthy. When the service has a database
    /// (<c>AddDatabase</c> was called before), the outbox relay and the inbox come with it.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="service">Its name in the topology.</param>
    /// <param name="contracts">An assembly whose public records are the messages that the outbox may hold.</param>
    /// <param name="consumers">Adds consumers and their definitions.</param>
    public static WebApplicationBuilder AddBus(this WebApplicationBuilder builder, string service, Assembly contracts, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var address = builder.Configuration.GetConnectionString("messaging") ?? throw new OptionsValidationException(
            "ConnectionStrings", typeof(string), ["ConnectionStrings__messaging is not set; give 'amqp://user:password@host:port'."]);
        var services = builder.Services;

        services.AddMassTransit(bus =>
        {
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, includeNamespace: false));
            bus.AddConfigureEndpointsCallback((_, name, endpoint) => QueueSettings.Apply(name, endpoint));
            consumers?.Invoke(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(address), host => host.ConnectionName(service));
                rabbit.ConfigureJsonSerializerOptions(options =>
                {
                    Json.ConfigureForMessages(options);
                    return options;
                });
                rabbit.PublishTopology.BrokerTopologyOptions = PublishBrokerTopologyOptions.MaintainHierarchy;
                rabbit.DeployPublishTopology = true;
                rabbit.AutoStart = true;
                rabbit.ConfigureEndpoints(context);
            });
        });
        services.Configure<MassTransitHostOptions>(host =>
        {
            // The service starts and answers HTTP while the broker is away; /health says what is missing.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(8);
        });
        services.AddSingleton<IUnavailability, BusUnavailability>();
        services.AddSingleton(new ErrorQueues());
        services.AddSingleton<BrokerConnection>(_ => new BrokerConnection(new Uri(address), service));
        services.AddSingleton<LivePublisher>();
        services.AddHostedService<ErrorQueueMonitor>();

        if (services.Any(s => s.ServiceType == typeof(NpgsqlDataSource)))
        {
            services.AddSingleton(new MessageTypes(contracts));
            services.AddSingleton<OutboxRelay>();
            services.AddHostedService<OutboxRelayLoop>();
            services.AddSingleton<Inbox>();
            services.AddHostedService<Housekeeping>();
        }

        return builder;
    }
}

/// <summary>The broker is away.</summary>
internal sealed class BusUnavailability : IUnavailability
{
    public bool Means(Exception exception) => IsOutage(exception);

    public static bool IsOutage(Exception exception) => exception is ConnectionException or RabbitMQ.Client.Exceptions.BrokerUnreachableException
        or RabbitMQ.Client.Exceptions.AlreadyClosedException;
}
