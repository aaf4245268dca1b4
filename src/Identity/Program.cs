using Platform.Contracts.Identity;
using Platform.Identity.ApiKeys;
using Platform.Identity.Bootstrap;
using Platform.Identity.Exchange;
using Platform.Identity.Mail;
using Platform.Identity.PasswordReset;
using Platform.Identity.PitAccess;
using Platform.Identity.ServiceTokens;
using Platform.Identity.Sessions;
using Platform.Identity.SigningKeys;
using Platform.Identity.SignUp;
using Platform.Identity.Tenants;
using Platform.Identity.UserMqtt;
using Platform.Identity.Users;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("identity");

builder.Services.AddOptions<KeyOptions>().BindConfiguration("Identity").Validate(KeyOptions.IsValid, KeyOptions.Message).ValidateOnStart();
builder.Services.AddOptions<BootstrapOptions>().BindConfiguration("Bootstrap").Validate(BootstrapOptions.IsValid, BootstrapOptions.Message).ValidateOnStart();
builder.Services.AddOptions<ServiceKeyOptions>().Configure<IConfiguration>((options, configuration) => configuration.GetSection("ServiceKeys").Bind(options.Keys))
    .Validate(ServiceKeyOptions.IsValid, ServiceKeyOptions.Message).ValidateOnStart();
builder.Services.AddOptions<TokenOptions>().Configure(options => options.Issuer = builder.Configuration["Auth:Issuer"] ?? AccessToken.Issuer);

builder.AddDatabase("identity-db");
builder.AddBus("identity", typeof(UserCreated).Assembly, bus => bus.AddConsumer<CustomerPitsConsumer>());

builder.Services.AddSigningKeys();
builder.Services.AddSessions();
builder.Services.AddUsers();
builder.Services.AddTenants();
builder.Services.AddPitAccess();
builder.Services.AddApiKeys();
builder.Services.AddMail();
builder.Services.AddSignUp();
builder.Services.AddPasswordReset();
builder.Services.AddExchange();
builder.Services.AddUserMqtt();
builder.Services.AddHostedService<AdminAtStart>();

var app = builder.Build();
app.UseServiceDefaults();

app.MapSigningKeys();
app.MapSessions();
app.MapUsers();
app.MapTenants();
app.MapPitAccess();
app.MapApiKeys();
app.MapSignUp();
app.MapPasswordReset();
app.MapExchange();
app.MapUserMqtt();
app.MapServiceTokens();
app.MapStorage();

app.Run();
