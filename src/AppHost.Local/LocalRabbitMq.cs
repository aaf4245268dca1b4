using Platform.AppHost.Local.Running;
using Platform.AppHost.Local.Servers;

namespace Platform.AppHost.Local;

/// <summary>How a RabbitMQ broker for tests is set up.</summary>
public sealed record LocalRabbitMqOptions
{
    /// <summary>
    /// Address of the service that the broker asks about devices, for example <c>http://127.0.0.1:21000</c> (paths
    /// <c>/broker/user</c>, <c>/broker/vhost</c>, <c>/broker/resource</c>, <c>/broker/topic</c>). Without it only the service user may connect.
    /// </summary>
    public Uri? AuthAddress { get; init; }

    /// <summary>Folder with ca.pem, server.pem and server.key; without it there is no TLS listener.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>
    /// Whether the management interface counts messages and connections. Off in operation, where it costs a tenth of the
    /// throughput; tests look at queues with it.
    /// </summary>
    public bool Statistics { get; init; }
}

/// <summary>The system's RabbitMQ with the platform's topology, for tests: <c>await using var rabbit = await LocalRabbitMq.StartAsync(folder)</c>.</summary>
public sealed class LocalRabbitMq : IAsyncDisposable
{
    private const string ServiceUser = "platform";
    private readonly RabbitMqProgram _program;
    private readonly StandaloneServer _server;

    private LocalRabbitMq(RabbitMqProgram program, StandaloneServer server)
    {
        _program = program;
        _server = server;
    }

    /// <summary><c>amqp://user:password@host:port</c> of the service user, who may do everything.</summary>
    public string ConnectionString => _program.ConnectionString;

    /// <summary>The service user's name; it may also sign in with MQTT and at the management interface.</summary>
    public string UserName => _program.Settings.UserName;

    /// <summary>The service user's password.</summary>
    public string Password => _program.Settings.Password;

    /// <summary>AMQP port on loopback.</summary>
    public int AmqpPort => _program.Settings.AmqpPort;

    /// <summary>MQTT port on loopback.</summary>
    public int MqttPort => _program.Settings.MqttPort;

    /// <summary>MQTT over TLS; nobody listens without certificates.</summary>
    public int MqttsPort => _program.Settings.MqttsPort;

    /// <summary>The management interface, for example <c>http://127.0.0.1:21001</c>.</summary>
    public Uri ManagementAddress => _program.ManagementAddress;

    /// <summary>Port of the metrics for Prometheus.</summary>
    public int PrometheusPort => _program.Settings.PrometheusPort;

    /// <summary>Id of the broker's process.</summary>
    public int ProcessId => _server.ProcessId;

    /// <summary>Starts a broker whose data, configuration and log are in <c>{folder}/rabbitmq</c>; the data are kept for a next start.</summary>
    public static async Task<LocalRabbitMq> StartAsync(
        string folder, LocalRabbitMqOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalRabbitMqOptions();
        var own = Path.Combine(Path.GetFullPath(folder), "rabbitmq");
        var program = new RabbitMqProgram(new RabbitMqSettings
        {
            Folder = own,
            UserName = ServiceUser,
            Statistics = options.Statistics,
            Password = new ParameterStore(Path.Combine(Path.GetFullPath(folder), "parameters.json")).GetOrAdd(
                "rabbitmq-password", new Aspire.Hosting.ApplicationModel.GenerateParameterDefault { Special = false }.GetDefaultValue),
            AmqpPort = PortAllocator.Allocate(),
            ManagementPort = PortAllocator.Allocate(),
            MqttPort = PortAllocator.Allocate(),
            MqttsPort = PortAllocator.Allocate(),
            PrometheusPort = PortAllocator.Allocate(),
            DistributionPort = PortAllocator.Allocate(),
            PortMapperPort = PortAllocator.Allocate(),
            CertificateFolder = options.CertificateFolder,
            Variables = options.AuthAddress is { } hook
                ? new Dictionary<string, string> { ["BROKER_AUTH"] = hook.ToString().TrimEnd('/') }
                : [],
        });
        var rabbit = new LocalRabbitMq(program, new StandaloneServer(program, own));
        try
        {
            await rabbit._server.StartAsync(cancellationToken);
            return rabbit;
        }
        catch
        {
            await rabbit.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9 of the broker. It stays away until <see cref="RestartAsync" />.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>An orderly shutdown. It stays away until <see cref="RestartAsync" />.</summary>
    public Task StopAsync() => _server.StopAsync();

    /// <summary>Starts it again on the same ports with the same data, stopping it first when it still runs.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _server.StopAsync();
        await _server.LaunchAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
