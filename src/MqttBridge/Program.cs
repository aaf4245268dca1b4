using Platform.Access;
using Platform.Contracts.Identity;
using Platform.Contracts.MqttBridge;
using Platform.DeviceDirectory;
using Platform.Messaging;
using Platform.MqttBridge.BrokerAuth;
using Platform.MqttBridge.Commands;
using Platform.MqttBridge.Connections;
using Platform.MqttBridge.CutOff;
using Platform.MqttBridge.Heartbeats;
using Platform.MqttBridge.Mirrors;
using Platform.MqttBridge.Status;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("mqtt-bridge");
builder.AddDeviceDirectory();
builder.AddDeviceAccess();
builder.AddBus("mqtt-bridge", typeof(CommandSent).Assembly, bus =>
{
    bus.AddDirectoryEvents("mqtt-bridge");
    bus.AddViewConsumer<UserMqttEvents>("mqtt-bridge");
    bus.AddDeviceAccessEvents("mqtt-bridge");
    bus.AddConsumer<MirrorConsumer>();
    bus.AddConsumer<CommandDelivery>(typeof(CommandDeliveryDefinition));
    bus.AddConsumer<CutOffConsumer>();
});
builder.AddBrokerManagement();
builder.Services.AddReplicatedView<long, UserMqttFacts>(builder.Configuration, "identity", "internal/user-mqtt", u => u.UserId, u => u.Version);
builder.Services.AddSingleton<UserAccounts>().AddSingleton<BrokerAuthorizer>().AddSingleton<CommandPublisher>().AddHostedService<StatusIntake>();
builder.Services.AddSingleton<HeartbeatLog>().AddHostedService<Rounds<HeartbeatLog>>().AddHostedService<HeartbeatIntake>();
builder.Services.AddSingleton<LaterClose>().AddHostedService(p => p.GetRequiredService<LaterClose>());
builder.Services.AddSingleton<ConnectionLog>().AddSingleton<ConnectionReport>().AddHostedService<Rounds<ConnectionReport>>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapBrokerAuth();
app.Run();
