using Platform.Simulators.Messages;
using Platform.Simulators.Smtp;

// Stand-ins for paid providers, for development and tests only: they speak the provider's protocol and show what was sent.
var builder = WebApplication.CreateBuilder(args);
if (!builder.Environment.IsDevelopment()) throw new InvalidOperationException("The simulators run in Development only.");
builder.Services.AddHealthChecks();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").Validate(o => o.Port is > 0 and < 65536, "Smtp__Port must be a free port, for example 2525.").ValidateOnStart();
builder.Services.AddSingleton<SentMessages>().AddHostedService<SmtpServer>();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapHealthChecks("/alive");
app.MapMessages();
app.Run();
