using Platform.Access;
using Platform.Contracts.Identity;
using Platform.Gateway.Docs;
using Platform.Gateway.Door;
using Platform.Gateway.Live;
using Platform.Gateway.Routing;
using Platform.Gateway.Web;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
builder.AddDoor();
builder.AddPitAccess();
builder.AddDeviceAccess();
builder.AddWebApp();
builder.AddBus("gateway", typeof(SessionRevoked).Assembly, ViewConsumers.Add);
builder.AddRoutes();
builder.AddLive();
builder.AddDocs();

var app = builder.Build();
app.UseDoor();
app.UseDocs();
app.UseWebApp();
app.UseCredentials();
app.UseServiceDefaults();
app.UseRevokedSessions();

app.MapRoutes();
app.MapLive();
app.MapDocs();
app.MapStatusPage();
app.MapSecurityText();
app.MapDevMessages();
app.Run();
