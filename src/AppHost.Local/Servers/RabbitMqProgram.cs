using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Servers;

/// <summary>The system's RabbitMQ with a node, data and ports of our own.</summary>
internal sealed class RabbitMqProgram(RabbitMqSettings settings) : IServerProgram
{
    private const string Packages = "/usr/lib/rabbitmq/lib";
    private const int NodeNameBytes = 4;
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private string _nodeName = "";
    private string _server = "";

    public string Name => "RabbitMQ";

    public RabbitMqSettings Settings => settings;

    public int StopSignal => Signals.Terminate;

    /// <summary>An orderly stop takes five seconds and a little; what was confirmed is safe without it too.</summary>
    public TimeSpan StopGrace => TimeSpan.FromSeconds(6.5);

    public string ConnectionString =>
        $"amqp://{Uri.EscapeDataString(settings.UserName)}:{Uri.EscapeDataString(settings.Password)}@{LocalSettings.Loopback}:{settings.AmqpPort}";

    public Uri ManagementAddress => new($"http://{LocalSettings.Loopback}:{settings.ManagementPort}");

    public async Task PrepareAsync(ProcessScope scope, Action<string> onLine, CancellationToken cancellationToken)
    {
        _server = FindServer();
        Directory.CreateDirectory(settings.Folder);
        _nodeName = await NodeNameAsync(cancellationToken);
        var definitions = BrokerDefinitions.Write(settings.DefinitionsFile, InFolder("definitions.json"), settings.UserName, settings.Password);
        File.Copy(settings.PluginsFile, InFolder("enabled_plugins"), overwrite: true);
        await File.WriteAllLinesAsync(
            InFolder("rabbitmq.conf"),
            RabbitMqConfiguration.Derive(await File.ReadAllLinesAsync(settings.ConfigurationFile, cancellationToken), settings, definitions),
            cancellationToken);
        // Stands in for the system's /etc/rabbitmq/rabbitmq-env.conf, which is meant for the system's own node.
        await File.WriteAllTextAsync(InFolder("rabbitmq-env.conf"), "", cancellationToken);
    }

    public ChildCommand Command() => new(_server, [], settings.Folder, new Dictionary<string, string>
    {
        ["HOME"] = settings.Folder,
        ["RABBITMQ_NODENAME"] = _nodeName,
        ["RABBITMQ_MNESIA_BASE"] = InFolder("mnesia"),
        ["RABBITMQ_LOG_BASE"] = InFolder("log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_CONFIG_FILE"] = InFolder("rabbitmq"),
        ["RABBITMQ_CONF_ENV_FILE"] = InFolder("rabbitmq-env.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = InFolder("advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InFolder("enabled_plugins"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = InFolder("generated"),
        ["RABBITMQ_PID_FILE"] = InFolder("pid"),
        ["RABBITMQ_DIST_PORT"] = settings.DistributionPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_PORT"] = settings.PortMapperPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = LocalSettings.Loopback,
        // No busy waiting on few cores; the node's own port on loopback only.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
        // The start script becomes the broker instead of staying as its parent: signals and the exit code are the broker's own.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    });

    /// <summary>AMQP listens last, after definitions are loaded and plugins have started.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        await ListensAsync(settings.AmqpPort, cancellationToken)
        && await ListensAsync(settings.MqttPort, cancellationToken)
        && await SignsInAsync(cancellationToken);

    private string InFolder(string name) => Path.Combine(settings.Folder, name);

    // Kept with the data, because their place depends on it: a folder that is moved keeps its messages.
    private async Task<string> NodeNameAsync(CancellationToken cancellationToken)
    {
        var file = InFolder("nodename");
        if (!File.Exists(file))
        {
            var unique = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(NodeNameBytes));
            await File.WriteAllTextAsync(file, $"platform-{unique}@localhost", cancellationToken);
        }

        return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
    }

    private async Task<bool> SignsInAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ManagementAddress, "/api/whoami"));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.UserName}:{settings.Password}")));
        try
        {
            using var response = await Http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(LocalSettings.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string FindServer() =>
        (Directory.Exists(Packages) ? Directory.GetDirectories(Packages, "rabbitmq_server-*") : [])
            .Select(version => Path.Combine(version, "sbin", "rabbitmq-server"))
            .LastOrDefault(File.Exists)
        ?? throw new LocalStartException("RabbitMQ is not installed: ./run install (Debian package rabbitmq-server).");
}
