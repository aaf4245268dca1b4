using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Platform.AppHost.Local.Servers;

namespace Platform.AppHost.Local.Running;

/// <summary>Turns resources into what can be started here.</summary>
internal sealed class UnitFactory(
    IReadOnlyList<IResource> resources,
    LocalSettings settings,
    IConfiguration configuration,
    DistributedApplicationExecutionContext context,
    ProcessScope scope)
{
    private const string CertificatesMount = "/etc/rabbitmq/certs";
    private readonly Dictionary<PostgresServerResource, PostgresProgram> _servers = [];

    public async Task<IReadOnlyList<IUnit>> CreateAsync(CancellationToken cancellationToken)
    {
        var units = new List<IUnit>();
        foreach (var resource in resources)
        {
            switch (resource)
            {
                case PostgresServerResource server:
                    units.Add(new ServerUnit(server, _servers[server] = await PostgresAsync(server, cancellationToken), scope));
                    break;
                case PostgresDatabaseResource database:
                    units.Add(new DatabaseUnit(database, _servers[database.Server]));
                    break;
                case RabbitMQServerResource broker:
                    units.Add(new ServerUnit(broker, new RabbitMqProgram(await RabbitMqAsync(broker, cancellationToken)), scope));
                    break;
                case ProjectResource or ExecutableResource:
                    for (var replica = 0; replica < resource.Plan().Replicas; replica++)
                        units.Add(new ProgramUnit(resource, replica, scope, settings, configuration, context));
                    break;
                case ContainerResource container when !container.Plan.ExplicitStart || settings.Start.Contains(container.Name):
                    throw new LocalStartException(
                        $"'{container.Name}' is the container {container.Image}; containers are not run here: use Aspire mode (UseAspire=true), or WithExplicitStart().");
            }
        }

        return units;
    }

    private async Task<PostgresProgram> PostgresAsync(PostgresServerResource server, CancellationToken cancellationToken) => new(
        Path.Combine(settings.Folder, server.Name),
        server.PrimaryEndpoint.Port,
        await ValueAsync(server.UserNameParameter, "postgres", cancellationToken),
        await ValueAsync(server.PasswordParameter, "", cancellationToken),
        settings.Durable);

    private async Task<RabbitMqSettings> RabbitMqAsync(RabbitMQServerResource broker, CancellationToken cancellationToken)
    {
        var variables = await VariablesAsync(broker, cancellationToken);
        var defaults = new RabbitMqSettings
        {
            Folder = Path.Combine(settings.Folder, broker.Name),
            UserName = await ValueAsync(broker.UserNameParameter, "guest", cancellationToken),
            Password = await ValueAsync(broker.PasswordParameter, "", cancellationToken),
            AmqpPort = broker.PrimaryEndpoint.Port,
            ManagementPort = PortOf(broker, RabbitMQServerResource.ManagementEndpointName),
            MqttPort = PortOf(broker, "mqtt"),
            MqttsPort = PortOf(broker, "mqtts"),
            PrometheusPort = PortAllocator.Allocate(),
            DistributionPort = PortAllocator.Allocate(),
            PortMapperPort = PortAllocator.Allocate(),
            ListenAddresses = settings.ListenAddresses,
            CertificateFolder = MountOf(broker, target => target == CertificatesMount),
            Variables = variables,
        };
        return defaults with
        {
            PluginsFile = MountOf(broker, target => target.EndsWith("/enabled_plugins", StringComparison.Ordinal)) ?? defaults.PluginsFile,
            ConfigurationFile = MountOf(broker, target => target.EndsWith(".conf", StringComparison.Ordinal)) ?? defaults.ConfigurationFile,
            DefinitionsFile = MountOf(broker, target => target.EndsWith("/definitions.json", StringComparison.Ordinal)) ?? defaults.DefinitionsFile,
        };
    }

    private async Task<Dictionary<string, string>> VariablesAsync(RabbitMQServerResource broker, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var callback = new EnvironmentCallbackContext(context, values, cancellationToken);
        foreach (var add in broker.Plan.Environment)
            await add(callback);
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            resolved[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : (string)value;
        return resolved;
    }

    private static int PortOf(RabbitMQServerResource broker, string endpoint) =>
        broker.Plan.Endpoints.Find(candidate => candidate.Name == endpoint)?.Ports[0] ?? PortAllocator.Allocate();

    private static string? MountOf(RabbitMQServerResource broker, Func<string, bool> target) =>
        broker.Plan.Mounts.Find(mount => target(mount.Target))?.Source;

    private static async ValueTask<string> ValueAsync(ParameterResource? parameter, string otherwise, CancellationToken cancellationToken) =>
        parameter is null ? otherwise : await parameter.GetValueAsync(cancellationToken) ?? otherwise;
}

internal static class ResourcePlanExtensions
{
    public static ResourcePlan Plan(this IResource resource) => Resource.PlanOf(resource);
}
