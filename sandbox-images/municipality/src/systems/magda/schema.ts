/** Namespace of GeefPersoon 02.02, as MAGDA's clients name it. */
export const NAMESPACE = 'http://magda.vlaanderen.be/persoon/soap/geefpersoon/v02_02';

/**
 * What a right request and a right answer are. MAGDA's own XSDs are given to its customers alone; this one is ours, after
 * open-source clients of the service: vlaanderen's magda-client and mocks, association-registry, CitizenLab's GeefPersoonClient.
 */
export const XSD = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="${NAMESPACE}" targetNamespace="${NAMESPACE}">
  <xs:element name="GeefPersoon">
    <xs:complexType><xs:sequence><xs:element name="Verzoek" type="p:Verzoek"/></xs:sequence></xs:complexType>
  </xs:element>
  <xs:element name="GeefPersoonResponse">
    <xs:complexType><xs:sequence><xs:element name="Repliek" type="p:Repliek"/></xs:sequence></xs:complexType>
  </xs:element>

  <xs:simpleType name="Tekst"><xs:restriction base="xs:string"><xs:maxLength value="200"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Referte"><xs:restriction base="xs:string"><xs:pattern value="\\S{1,100}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Cijfers"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{11}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Datum"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Tijd"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Bron"><xs:restriction base="xs:string"><xs:pattern value="RR|KSZ"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Taal"><xs:restriction base="xs:string"><xs:pattern value="nl|fr|de|en"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Vraag.Type"><xs:restriction base="xs:string"><xs:pattern value="VRAAG"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Antwoord.Type"><xs:restriction base="xs:string"><xs:pattern value="ANTWOORD"/></xs:restriction></xs:simpleType>

  <xs:complexType name="Tijdstip"><xs:sequence>
    <xs:element name="Datum" type="p:Datum"/><xs:element name="Tijd" type="p:Tijd"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Partij"><xs:sequence>
    <xs:element name="Identificatie" type="p:Tekst"/><xs:element name="Naam" type="p:Tekst" minOccurs="0"/>
    <xs:element name="Referte" type="p:Referte" minOccurs="0"/><xs:element name="Hoedanigheid" type="p:Tekst" minOccurs="0"/>
  </xs:sequence></xs:complexType>

  <xs:complexType name="Verzoek"><xs:sequence>
    <xs:element name="Context"><xs:complexType><xs:sequence>
      <xs:element name="Naam" type="p:Tekst"/><xs:element name="Versie" type="p:Tekst"/>
      <xs:element name="Bericht"><xs:complexType><xs:sequence>
        <xs:element name="Type" type="p:Vraag.Type"/><xs:element name="Tijdstip" type="p:Tijdstip"/>
        <xs:element name="Afzender" type="p:Partij"/><xs:element name="Ontvanger" type="p:Partij" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Vragen"><xs:complexType><xs:sequence>
      <xs:element name="Vraag"><xs:complexType><xs:sequence>
        <xs:element name="Referte" type="p:Referte"/>
        <xs:element name="Inhoud"><xs:complexType><xs:sequence>
          <xs:element name="Criteria"><xs:complexType><xs:sequence>
            <xs:element name="INSZ" type="p:Cijfers"/>
          </xs:sequence></xs:complexType></xs:element>
          <xs:element name="Bron" type="p:Bron" minOccurs="0"/><xs:element name="Taal" type="p:Taal" minOccurs="0"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType>

  <xs:complexType name="Repliek"><xs:sequence>
    <xs:element name="Context"><xs:complexType><xs:sequence>
      <xs:element name="Naam" type="p:Tekst"/><xs:element name="Versie" type="p:Tekst"/>
      <xs:element name="Bericht"><xs:complexType><xs:sequence>
        <xs:element name="Type" type="p:Antwoord.Type"/><xs:element name="Tijdstip" type="p:Tijdstip"/>
        <xs:element name="Afzender" type="p:Partij"/><xs:element name="Ontvanger" type="p:Partij"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:choice>
      <xs:element name="Uitzonderingen" type="p:Uitzonderingen"/>
      <xs:element name="Antwoorden"><xs:complexType><xs:sequence>
        <xs:element name="Antwoord"><xs:complexType><xs:sequence>
          <xs:element name="Referte" type="p:Referte"/>
          <xs:choice>
            <xs:element name="Inhoud"><xs:complexType><xs:sequence>
              <xs:element name="Persoon" type="p:Persoon"/>
            </xs:sequence></xs:complexType></xs:element>
            <xs:element name="Uitzonderingen" type="p:Uitzonderingen"/>
          </xs:choice>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:choice>
  </xs:sequence></xs:complexType>

  <xs:complexType name="Uitzonderingen"><xs:sequence>
    <xs:element name="Uitzondering" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="Identificatie" type="xs:positiveInteger"/><xs:element name="Oorsprong" type="p:Tekst"/>
      <xs:element name="Type"><xs:simpleType><xs:restriction base="xs:string">
        <xs:enumeration value="FOUT"/><xs:enumeration value="WAARSCHUWING"/><xs:enumeration value="INFORMATIE"/>
      </xs:restriction></xs:simpleType></xs:element>
      <xs:element name="Tijdstip" type="p:Tijdstip"/><xs:element name="Diagnose" type="p:Tekst"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType>

  <xs:complexType name="Code"><xs:sequence>
    <xs:element name="Code" type="p:Tekst"/><xs:element name="Omschrijving" type="p:Tekst"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="InTaal"><xs:sequence>
    <xs:element name="String" type="p:Tekst"/><xs:element name="Taal" type="p:Taal"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Persoon"><xs:sequence>
    <xs:element name="INSZ" type="p:Cijfers"/>
    <xs:element name="Naam"><xs:complexType><xs:sequence>
      <xs:element name="Achternamen"><xs:complexType><xs:sequence>
        <xs:element name="Achternaam" type="p:Tekst"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="Voornamen" minOccurs="0"><xs:complexType><xs:sequence>
        <xs:element name="Voornaam" type="p:Tekst" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Geslacht" type="p:Code"/>
    <xs:element name="Nationaliteiten"><xs:complexType><xs:sequence>
      <xs:element name="Nationaliteit"><xs:complexType><xs:sequence>
        <xs:element name="Omschrijving" type="p:Tekst"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Geboorte"><xs:complexType><xs:sequence><xs:element name="Datum" type="p:Datum"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="Overlijden" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="Datum" type="p:Datum"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="BurgerlijkeStaat"><xs:complexType><xs:sequence><xs:element name="Omschrijving" type="p:Tekst"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="Adressen" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="Hoofdverblijfplaats"><xs:complexType><xs:sequence>
        <xs:element name="Straatnaam" type="p:InTaal"/><xs:element name="Huisnummer" type="p:Tekst"/>
        <xs:element name="Busnummer" type="p:Tekst" minOccurs="0"/><xs:element name="Gemeentenaam" type="p:InTaal"/>
        <xs:element name="Postcode" type="p:Tekst"/><xs:element name="ISOCodeLand" type="p:Tekst"/>
        <xs:element name="NISCodeGemeente" type="p:Tekst"/>
      </xs:sequence><xs:attribute name="DatumBegin" type="xs:date" use="required"/></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence><xs:attribute name="Bron" type="p:Bron" use="required"/></xs:complexType>
</xs:schema>
`;
