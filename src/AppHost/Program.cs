using Microsoft.Extensions.Configuration;
using Platform.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
var host = settings["Local:Host"] ?? "127.0.0.1";
var folder = Path.GetFullPath(settings["Local:Folder"] ?? "../../.local", builder.AppHostDirectory);
var certificateFolder = Path.Combine(folder, "certs");

// Stores, broker, and what they need first.
var postgres = builder.AddPostgres("postgres", password: Secret("postgres-password")).WithDataVolume();
var messagingUser = builder.AddParameter("messaging-user", "platform");
var messagingPassword = Secret("messaging-password");
var definitions = BrokerDefinitions.Write(
    Path.Combine(builder.AppHostDirectory, "rabbitmq/definitions.json"), Path.Combine(folder, "messaging/definitions.json"),
    await messagingUser.Resource.GetValueAsync(default) ?? "", await messagingPassword.Resource.GetValueAsync(default) ?? "");
var certificates = builder.AddProject("certificates", "../Certificates/Certificates.csproj", launchProfileName: null)
    .WithArgs("--folder", certificateFolder, "--host", host);
var messaging = builder.AddRabbitMQ("messaging", messagingUser, messagingPassword)
    .WithManagementPlugin()
    .WithDataVolume()
    .WithEndpoint(port: settings.GetValue("Mqtt:Port", 1883), targetPort: 1883, scheme: "mqtt", name: "mqtt", isExternal: true)
    .WithEndpoint(port: settings.GetValue("Mqtts:Port", 8883), targetPort: 8883, scheme: "mqtts", name: "mqtts", isExternal: true)
    .WithBindMount("rabbitmq/enabled_plugins", "/etc/rabbitmq/enabled_plugins", isReadOnly: true)
    .WithBindMount("rabbitmq/rabbitmq.conf", "/etc/rabbitmq/conf.d/10-platform.conf", isReadOnly: true)
    .WithBindMount(definitions, "/etc/rabbitmq/definitions.json", isReadOnly: true)
    .WithBindMount(certificateFolder, "/etc/rabbitmq/certs", isReadOnly: true)
    .WaitForCompletion(certificates);

// Services. Each proves who it is at Identity with a key of its own.
var keys = new Dictionary<string, IResourceBuilder<ParameterResource>>();
var databases = new Dictionary<string, IResourceBuilder<IResourceWithConnectionString>>();
var adminPassword = Secret("admin-password");
var identity = Service("identity", "../Identity/Identity.csproj").WithEnvironment("Bootstrap__AdminPassword", adminPassword)
    .WithEnvironment("Identity__KeyEncryptionKey", Secret("identity-key-encryption"));
var registry = Service("registry", "../DeviceRegistry/DeviceRegistry.csproj").WithReference(identity)
    .WithEnvironment("Registry__KeyEncryptionKey", Secret("registry-key-encryption"))
    .WithEnvironment("Factory__MqttHost", settings["Mqtt:Host"] ?? host)
    .WithEnvironment("Factory__MqttPort", settings["Mqtts:Port"] ?? "8883")
    .WithEnvironment("Factory__CaFile", Path.Combine(certificateFolder, "ca.pem"));
var licensing = Service("licensing", "../Licensing/Licensing.csproj").WithReference(identity).WithReference(registry)
    .WithEnvironment("Licensing__KeyEncryptionKey", Secret("licensing-key-encryption"));
registry.WithReference(licensing);
var telemetry = Service("telemetry", "../Telemetry/Telemetry.csproj")
    .WithReference(identity).WithReference(registry).WithReference(licensing)
    .WithEnvironment("Retention__ArchiveFolder", Path.Combine(folder, "archive"));

// The broker asks the bridge who may connect; the bridge starts when the broker is up, so until then nobody may.
var bridge = Service("mqtt-bridge", "../MqttBridge/MqttBridge.csproj", database: false)
    .WithReference(identity).WithReference(registry).WithReference(licensing)
    .WithEnvironment("Broker__Management", messaging.GetEndpoint("management"));
messaging.WithEnvironment("BROKER_AUTH", bridge.GetEndpoint("http"));

// Writes to people. Outside of development mails leave through the server of the section Mail; without one they wait.
var notifications = Service("notifications", "../Notifications/Notifications.csproj").WithReference(identity).WithReference(registry)
    .WithEnvironment("Mail__KeyEncryptionKey", Secret("notifications-key-encryption"))
    .WithEnvironment("Mail__From", settings["Mail:From"] ?? "Platform <no-reply@platform.invalid>")
    .WithEnvironment("Messages__PushSecret", Secret("notifications-push"))
    .WithEnvironment("Server__DataFolder", folder);

// Jobs and their customers: asks identity for customers' accounts and telemetry for the air of a report.
var jobs = Service("jobs", "../Jobs/Jobs.csproj").WithReference(identity).WithReference(registry).WithReference(telemetry);

// Answers "is it us?": asks all the others, so nothing waits for it but the door that leads to it.
var operations = Service("operations", "../Operations/Operations.csproj", database: false)
    .WithReference(identity).WithReference(registry).WithReference(licensing).WithReference(telemetry).WithReference(bridge).WithReference(notifications).WithReference(jobs)
    .WithEnvironment("Broker__Management", messaging.GetEndpoint("management"))
    .WithEnvironment("Operations__DataFolder", folder);

var gateway = Service("gateway", "../Gateway/Gateway.csproj", database: false)
    .WithHttpEndpoint(port: settings.GetValue("Gateway:Port", 8080))
    .WithHttpsEndpoint(port: settings.GetValue("Gateway:HttpsPort", 8443))
    .WithEnvironment("Kestrel__Certificates__Default__Path", Path.Combine(certificateFolder, "server.pem"))
    .WithEnvironment("Kestrel__Certificates__Default__KeyPath", Path.Combine(certificateFolder, "server.key"))
    .WithReference(identity).WithReference(registry).WithReference(licensing).WithReference(telemetry).WithReference(operations).WithReference(notifications).WithReference(jobs)
    .WaitFor(identity).WaitFor(registry).WaitFor(licensing).WaitFor(telemetry).WaitFor(jobs).WaitFor(bridge)
    .WaitForCompletion(certificates)
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url => url.DisplayText = "platform");
operations.WithReference(gateway);
identity.WithEnvironment("Web__Address", gateway.GetEndpoint("http"));

// Development: no message leaves the machine; what was sent is shown at /dev/messages. A real account of the section Twilio takes the simulator's place.
if (string.Equals(builder.Environment.EnvironmentName, "Development", StringComparison.OrdinalIgnoreCase))
{
    var simulators = builder.AddProject("simulators", "../Simulators/Simulators.csproj", launchProfileName: null)
        .WithHttpEndpoint()
        .WithEndpoint(scheme: "smtp", name: "smtp", env: "Smtp__Port")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
        .WithHttpHealthCheck("/health");
    notifications.WithEnvironment("Mail__Host", $"{simulators.GetEndpoint("smtp").Property(EndpointProperty.Host)}")
        .WithEnvironment("Mail__Port", $"{simulators.GetEndpoint("smtp").Property(EndpointProperty.Port)}")
        .WithEnvironment("Mail__UseTls", "false")
        .WithEnvironment("Webhooks__AllowedNetworks__0", "127.0.0.0/8");
    gateway.WithReference(simulators);
    if (settings["Twilio:AccountSid"] is null)
    {
        var token = Secret("simulated-twilio-token");
        simulators.WithEnvironment("Twilio__AuthToken", token);
        notifications.WithEnvironment("Twilio__AccountSid", "AC00000000000000000000000000000000")
            .WithEnvironment("Twilio__AuthToken", token)
            .WithEnvironment("Twilio__From", "+15005550006")
            .WithEnvironment("Twilio__WhatsAppFrom", "+15005550006")
            .WithEnvironment("Twilio__BaseAddress", simulators.GetEndpoint("http"));
    }
}
else
{
    foreach (var setting in settings.GetSection("Mail").GetChildren().Where(setting => setting.Key is "Host" or "Port" or "UseTls" or "Username" or "Password"))
        notifications.WithEnvironment($"Mail__{setting.Key}", setting.Value);
}

foreach (var setting in settings.GetSection("Twilio").GetChildren())
    notifications.WithEnvironment($"Twilio__{setting.Key}", setting.Value);
foreach (var setting in settings.GetSection("Messages").GetChildren().Where(setting => setting.Key is "DailyBudget" or "PushContact"))
    notifications.WithEnvironment($"Messages__{setting.Key}", setting.Value);

// Links in mails and on labels lead to the web app, which the gateway serves; outside of this machine under a name of its own.
foreach (var service in (IResourceBuilder<ProjectResource>[])[registry, jobs, notifications])
{
    if (settings["Web:Address"] is { } webAddress) service.WithEnvironment("Web__Address", webAddress);
    else service.WithEnvironment("Web__Address", gateway.GetEndpoint("http"));
}

// The web app: the gateway serves what was built; its sources are served only when asked for (./run --web-dev).
if (builder.ExecutionContext.IsRunMode)
{
    gateway.WithEnvironment("Web__Folder", Path.GetFullPath("../Web/dist", builder.AppHostDirectory));
    builder.AddViteApp("web", "../Web")
        .WithReference(gateway).WaitFor(gateway)
        .WithHttpHealthCheck("/")
        .WithExternalHttpEndpoints()
        .WithExplicitStart()
        .WithUrlForEndpoint("http", url => url.DisplayText = "web sources");
}

foreach (var (name, key) in keys)
    identity.WithEnvironment($"ServiceKeys__{name}", key);

// Something to look at: a tenant, people, devices. Without it, only the addresses and the admin's account are written down.
var withDemo = settings.GetValue("Demo:Enabled", true);
var demo = builder.AddProject("demo", "../Demo/Demo.csproj", launchProfileName: null)
    .WithEnvironment("Demo__Enabled", withDemo ? "true" : "false")
    .WithEnvironment("Demo__Devices", settings["Demo:Devices"] ?? "20")
    .WithEnvironment("Demo__Folder", folder)
    .WithEnvironment("Demo__Host", host)
    .WithEnvironment("Demo__CaFile", Path.Combine(certificateFolder, "ca.pem"))
    .WithEnvironment("Demo__AdminPassword", adminPassword)
    .WithEnvironment("Demo__Gateway", gateway.GetEndpoint("http"))
    .WithEnvironment("Demo__GatewayHttps", gateway.GetEndpoint("https"))
    .WithEnvironment("Demo__Mqtt", messaging.GetEndpoint("mqtt"))
    .WithEnvironment("Demo__Mqtts", messaging.GetEndpoint("mqtts"))
    .WithEnvironment("Demo__Management", messaging.GetEndpoint("management"))
    .WithReference(identity).WithReference(registry).WithReference(licensing).WithReference(jobs).WithReference(telemetry).WithReference(notifications)
    .WithReference(databases["jobs"]).WithReference(databases["notifications"])
    .WaitFor(notifications)
    .WaitFor(gateway);
if (withDemo && settings.GetValue("Demo:VirtualDevices", true))
{
    builder.AddExecutable("virtual-devices", "../../.local/bin/virtual-device", ".", "--devices", Path.Combine(folder, "devices.json"), "--data", Path.Combine(folder, "virtual-devices"))
        .WithEnvironment("MQTT_URL", $"mqtt://{messaging.GetEndpoint("mqtt").Property(EndpointProperty.HostAndPort)}")
        .WaitForCompletion(demo);
}

builder.AddDockerComposeEnvironment("compose");
builder.Build().Run();

// What every service has: its own key, a health check, the bus, and most a database.
IResourceBuilder<ProjectResource> Service(string name, string project, bool database = true)
{
    keys[name] = Secret($"{name}-key");
    var service = builder.AddProject(name, project, launchProfileName: null)
        .WithHttpEndpoint()
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
        .WithEnvironment("ServiceKey", keys[name])
        .WithReference(messaging).WaitFor(messaging)
        .WithHttpHealthCheck("/health");
    if (!database)
        return service;
    var store = postgres.AddDatabase($"{name}-db");
    databases[name] = store;
    return service.WithReference(store).WaitFor(store);
}

IResourceBuilder<ParameterResource> Secret(string name) =>
    builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
