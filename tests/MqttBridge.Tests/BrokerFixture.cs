using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.AppHost.Local;
using Platform.Contracts.DeviceRegistry;
using Platform.ServiceDefaults.Http;
using Platform.TestKit;

namespace Platform.MqttBridge.Tests;

/// <summary>The bridge on a real port and a RabbitMQ of its own, with the platform's configuration, that asks it.</summary>
public sealed class BrokerFixture : ServiceFixture<Program>
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("broker-").FullName;
    private readonly int port = FreePort();
    private Task<string>? firstAnswer;

    public BrokerFixture() => UseKestrel(port);

    public LocalRabbitMq Rabbit { get; private set; } = null!;

    /// <summary>What the broker asked: the question and the form's fields.</summary>
    public ConcurrentQueue<(string Question, IReadOnlyDictionary<string, string> Form)> Questions { get; } = new();

    /// <summary>What the bridge answered to good credentials while the registry's snapshot was not there yet.</summary>
    public Task<string> AnswerBeforeTheSnapshot => firstAnswer ?? throw new InvalidOperationException("The snapshot was not asked for.");

    protected override string? DatabaseResource => null;

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Broker:Management", Rabbit.ManagementAddress.ToString()),
        ("Kestrel:Endpoints:Http:Url", $"http://127.0.0.1:{port}"),
    ];

    protected override async Task<Uri> OpenBrokerAsync()
    {
        Rabbit = await LocalRabbitMq.StartAsync(folder, new LocalRabbitMqOptions { AuthAddress = new Uri($"http://127.0.0.1:{port}") });
        return new Uri(Rabbit.ConnectionString);
    }

    protected override async Task CloseBrokerAsync()
    {
        await Rabbit.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    protected override Task PrepareBrokerAsync()
    {
        Stubs.Answer("GET", "/internal/devices", _ =>
        {
            firstAnswer ??= Task.Run(AskAsync);
            return firstAnswer.IsCompleted ? Results.Json(new Page<DeviceFacts>(Accounts.Devices, null), Json.Options) : Results.StatusCode(503);
        });
        Stubs.Snapshot("/internal/tenants", [.. Accounts.Tenants]);
        Stubs.Snapshot("/internal/user-mqtt", [.. Accounts.Users]);
        return Task.CompletedTask;
    }

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new Recorder(Questions));

    public Task<MqttClient> ConnectAsync(string username, string? clientId = null, string? password = null, bool cleanSession = true, (string, string)? will = null) =>
        MqttClient.ConnectAsync(Rabbit.MqttPort, clientId ?? username, username, password ?? Accounts.Password(username), cleanSession, will);

    private async Task<string> AskAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var form = new Dictionary<string, string> { ["username"] = "ESP32-1", ["password"] = Accounts.Password("ESP32-1") };
        return await Eventually.BecomesAsync(async () =>
        {
            try
            {
                using var answer = await client.PostAsync("/broker/user", new FormUrlEncodedContent(form));
                return await answer.Content.ReadAsStringAsync();
            }
            catch (HttpRequestException)
            {
                return "";
            }
        }, a => a.Length > 0, "the bridge answers");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Recorder(ConcurrentQueue<(string, IReadOnlyDictionary<string, string>)> questions) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, following) =>
            {
                if (http.Request.HasFormContentType)
                {
                    var form = await http.Request.ReadFormAsync();
                    questions.Enqueue((http.Request.Path.Value!.Split('/')[^1], form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)));
                }

                await following(http);
            });
            next(app);
        };
    }
}
