# Mail::SPF over a loopback name server: one check a line of NDJSON in, one result a line out.
use strict;
use warnings;
use JSON::PP;
use Mail::SPF;
use Net::DNS::Resolver;
use Time::HiRes qw(time);

my $json = JSON::PP->new->canonical->utf8;
my $resolver;
if ($ARGV[0] =~ /^\d+$/) {
    $resolver = Net::DNS::Resolver->new(
        nameservers    => ['127.0.0.1'],
        port           => $ARGV[0],
        recurse        => 1,
        defnames       => 0,
        dnsrch         => 0,
        udppacketsize  => 4096,
        persistent_udp => 1,
        retry          => 1,
        udp_timeout    => 5,
    );
}
else {
    # A table instead of a server: {"records": {"NAME TYPE": [...]}, "failing": [suffix, ...]}
    open my $file, '<', $ARGV[0] or die $!;
    local $/;
    $resolver = TableResolver->new($json->decode(<$file>));
}
my $server = Mail::SPF::Server->new(dns_resolver => $resolver, hostname => 'mx.test', default_authority_explanation => 'DEFAULT');
my ($count, $began, @worked) = (0, time, times);
while (my $line = <STDIN>) {
    my $case = $json->decode($line);
    my ($result, $text, $explanation) = ('exception', '', undef);
    my $done = eval {
        my $identity = $case->{mailFrom} eq '' ? "postmaster\@$case->{helo}" : $case->{mailFrom};
        my $request  = Mail::SPF::Request->new(
            versions      => [1],
            scope         => 'mfrom',
            identity      => $identity,
            ip_address    => $case->{ip},
            helo_identity => $case->{helo},
        );
        my $found = $server->process($request);
        ($result, $text) = ($found->code, $found->text);
        $explanation = $found->authority_explanation if $found->can('authority_explanation');
        $explanation = defined $explanation && "$explanation" ne 'DEFAULT' ? "$explanation" : undef;
        1;
    };
    $text = "$@" if not $done;
    $count++;
    print $json->encode({ id => $case->{id}, result => "$result", text => "$text", explanation => $explanation }), "\n";
}
my @times = times;
print $json->encode({ count => $count, seconds => time - $began, cpuSeconds => $times[0] + $times[1] - $worked[0] - $worked[1] }), "\n";

package TableResolver;
use Net::DNS::Packet;
use Net::DNS::RR;

sub new { my ($class, $table) = @_; return bless { %$table, packets => {} }, $class }
sub errorstring { '' }

sub send {
    my ($self, $name, $type) = @_;
    return $self->{packets}{"$name $type"} ||= $self->answer(lc $name, $type);
}

sub answer {
    my ($self, $name, $type) = @_;
    my $packet = Net::DNS::Packet->new($name, $type);
    my $owner  = $name;
    for (1 .. 16) {
        my $alias = $self->{records}{"$owner CNAME"} or last;
        $packet->push(answer => Net::DNS::RR->new(owner => $owner, type => 'CNAME', cname => $alias->[0]));
        $owner = $alias->[0];
    }
    if (grep { $owner eq $_ || $owner =~ /\\.\Q$_\E$/ } @{ $self->{failing} }) {
        $packet->header->rcode('SERVFAIL');
        return $packet;
    }
    my $records = $self->{records}{"$owner $type"};
    for my $data (@{ $records || [] }) {
        my %data =
            $type eq 'TXT' ? (txtdata => [$data])
          : $type eq 'MX'  ? (preference => (split / /, $data)[0], exchange => (split / /, $data)[1])
          : $type eq 'PTR' ? (ptrdname => $data)
          :                  (address => $data);
        $packet->push(answer => Net::DNS::RR->new(owner => $owner, type => $type, %data));
    }
    return $packet;
}
